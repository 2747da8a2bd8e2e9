import { attestIssuedV1, attestRevokedV1 } from '@leerhuis/contracts';
import { type Fact, type Filling, filledBy, on } from '@leerhuis/event-bus';
import type { Reach } from '../classroom.ts';
import type { AttestStore } from './attest-store.ts';

interface Lists {
  reach: Reach;
  /** The learner's organisation sees that not all is done any more. */
  incomplete(tx: Filling, enrolmentId: string): Promise<void>;
}

export function onAttest(attests: AttestStore, lists: Lists) {
  const issued = async ({ data }: Fact<typeof attestIssuedV1>, tx: Filling) => {
    const { attestId, accountId, courseId, enrolmentId, issuedAt, organisationId = null } = data;
    const attest = { attestId, accountId, courseId, organisationId, issuedAt: new Date(issuedAt) };
    if (await attests.keep(tx, attest)) await lists.reach({ enrolmentId, organisationId }, 'completed', tx);
  };
  const revoked = async ({ data }: Fact<typeof attestRevokedV1>, tx: Filling) => {
    await attests.revoke(tx, data.attestId, new Date(data.revokedAt));
    await lists.incomplete(tx, data.enrolmentId);
  };
  return [on(attestIssuedV1, issued, filledBy(issued)), on(attestRevokedV1, revoked, filledBy(revoked))];
}
