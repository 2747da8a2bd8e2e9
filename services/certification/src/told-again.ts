import { attestIssuedV1, attestRevokedV1 } from '@leerhuis/contracts';
import { retold, type Told, told } from '@leerhuis/service-parts/republish';
import { type AttestDocument, toAttest } from './attesting/attest-store.ts';
import type { Attest } from './attesting/domain/attest.ts';

/** What certification tells again, of everything that it owns and others know of. */
export const toldAgain = [
  retold<AttestDocument>({
    aggregate: 'certification.attest',
    collection: 'attests',
    facts: (docs) => docs.map(toAttest).flatMap(attestFacts),
  }),
];

function attestFacts({ id: attestId, issuedAt, organisationId, revokedAt, ...attest }: Attest): Told[] {
  const { accountId, courseId, enrolmentId } = attest;
  const ref = { attestId, accountId, courseId, enrolmentId };
  const issued = told(attestIssuedV1, attestId, {
    ...ref,
    issuedAt: issuedAt.toISOString(),
    organisationId: organisationId ?? null,
  });
  if (!revokedAt) return [issued];
  const revocation = { ...ref, reason: 'order-withdrawn' as const, revokedAt: revokedAt.toISOString() };
  return [issued, told(attestRevokedV1, attestId, revocation)];
}
