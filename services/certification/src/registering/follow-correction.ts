import { registeringFederations } from '@leerhuis/federations';
import type { Tx } from '@leerhuis/outbox';
import { besideOthers, letGo } from './beside-others.ts';
import { correct, type Registration } from './domain/registration.ts';
import type { RegistrationParts } from './registration-commands.ts';
import { tellLearner } from './tell-learner.ts';

type Membership = { federation: string; memberNumber: string };

/**
 * A learner's memberships changed (V-28): what a federation has to hear yet goes under the number of today, and what it refused
 * under another one goes in line again. The attest itself shows what was true when it was issued.
 */
export async function followCorrection(
  parts: RegistrationParts,
  tx: Tx,
  accountId: string,
  before: readonly Membership[],
  after: readonly Membership[],
): Promise<void> {
  for (const federation of registeringFederations) {
    const [old, now] = [before, after].map((list) => list.find((one) => one.federation === federation)?.memberNumber);
    if (now === undefined || now === old) continue;
    for (const registration of await parts.registrations.openOf(tx, accountId, federation))
      await take(parts, tx, registration, now);
  }
}

async function take(parts: RegistrationParts, tx: Tx, before: Registration, memberNumber: string): Promise<void> {
  const correction = correct(before, memberNumber);
  if (correction.kind === 'unchanged') return;
  if (correction.kind === 'noted') return parts.registrations.save(tx, correction.registration);
  const { registration } = await besideOthers(parts, tx, correction.registration);
  await parts.registrations.save(tx, registration);
  await letGo(parts, tx, before);
  const { kind } = correction;
  await parts.note(tx, {
    by: before.accountId,
    action: kind === 'corrected' ? 'registration.corrected' : 'registration.resubmitted',
    subject: before.id,
    before: { memberNumber: before.memberNumber },
    after: { memberNumber },
    reason: 'the learner corrected the member number',
  });
  if (kind === 'in-line-again') await tellLearner(parts, tx, registration, { outcome: 'in-line-again' });
}
