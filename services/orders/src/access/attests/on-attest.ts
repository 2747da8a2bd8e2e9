import { attestIssuedV1, attestRevokedV1 } from '@leerhuis/contracts';
import { type Fact, type Filling, filledBy, on } from '@leerhuis/event-bus';
import type { AttestStore } from './attest-store.ts';

export function onAttest(attests: AttestStore) {
  const refOf = (data: { attestId: string; enrolmentId: string; accountId: string; courseId: string }) => {
    const { attestId, enrolmentId, accountId, courseId } = data;
    return { attestId, activationId: enrolmentId, accountId, courseId };
  };
  type Issued = Fact<typeof attestIssuedV1>;
  type Revoked = Fact<typeof attestRevokedV1>;
  const issued = ({ data }: Issued, tx: Filling) => {
    const { organisationId = null } = data;
    return attests.issued(tx, { ...refOf(data), organisationId }, new Date(data.issuedAt));
  };
  const revoked = ({ data }: Revoked, tx: Filling) => attests.revoked(tx, refOf(data), new Date(data.revokedAt));
  return [on(attestIssuedV1, issued, filledBy(issued)), on(attestRevokedV1, revoked, filledBy(revoked))];
}
