import { attestIssuedV1, attestRevokedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { AttestStore } from './attest-store.ts';

export function onAttest(attests: AttestStore) {
  return [
    on(attestIssuedV1, ({ data: { attestId, accountId, courseId, issuedAt } }, tx) =>
      attests.keep(tx, { attestId, accountId, courseId, issuedAt: new Date(issuedAt) }),
    ),
    on(attestRevokedV1, ({ data: { attestId, revokedAt } }, tx) => attests.revoke(tx, attestId, new Date(revokedAt))),
  ];
}
