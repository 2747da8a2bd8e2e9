import { attestIssuedV1, attestRevokedV1 } from '@leerhuis/contracts';
import { type Fact, type Filling, filledBy, on } from '@leerhuis/event-bus';
import type { AttestStore } from './attest-store.ts';

export function onAttest(attests: AttestStore) {
  const issued = ({ data: { attestId, accountId, courseId, issuedAt } }: Fact<typeof attestIssuedV1>, tx: Filling) =>
    attests.keep(tx, { attestId, accountId, courseId, issuedAt: new Date(issuedAt) });
  const revoked = ({ data: { attestId, revokedAt } }: Fact<typeof attestRevokedV1>, tx: Filling) =>
    attests.revoke(tx, attestId, new Date(revokedAt));
  return [on(attestIssuedV1, issued, filledBy(issued)), on(attestRevokedV1, revoked, filledBy(revoked))];
}
