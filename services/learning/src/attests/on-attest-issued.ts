import { attestIssuedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { AttestStore } from './attest-store.ts';

export function onAttestIssued(attests: AttestStore) {
  return on(attestIssuedV1, ({ data: { attestId, accountId, courseId, issuedAt } }, tx) =>
    attests.keep(tx, { attestId, accountId, courseId, issuedAt: new Date(issuedAt) }),
  );
}
