import { attestIssuedV1, attestRevokedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { AttestStore } from './attest-store.ts';

export function onAttest(attests: AttestStore) {
  const refOf = (data: { attestId: string; enrolmentId: string; accountId: string; courseId: string }) => {
    const { attestId, enrolmentId, accountId, courseId } = data;
    return { attestId, activationId: enrolmentId, accountId, courseId };
  };
  return [
    on(attestIssuedV1, ({ data }, tx) => attests.issued(tx, refOf(data), new Date(data.issuedAt))),
    on(attestRevokedV1, ({ data }, tx) => attests.revoked(tx, refOf(data), new Date(data.revokedAt))),
  ];
}
