import type { Tx } from '@leerhuis/outbox';
import { besideOthers, rearrange } from './beside-others.ts';
import { changedNumbers, type Membership } from './domain/changed-numbers.ts';
import { correct, type Registration } from './domain/registration.ts';
import type { Registering } from './registration-commands.ts';
import { tellLearner } from './tell-learner.ts';

/**
 * A learner's memberships changed (V-28): what a federation has to hear yet goes under the number of today, and what it refused
 * under another one goes in line again. The attest itself shows what was true when it was issued.
 */
export async function followCorrection(
  registering: Registering,
  tx: Tx,
  accountId: string,
  before: readonly Membership[],
  after: readonly Membership[],
): Promise<void> {
  for (const { federation, memberNumber } of changedNumbers(before, after))
    for (const registration of await registering.registrations.openOf(tx, accountId, federation))
      await take(registering, tx, registration, memberNumber);
}

async function take(registering: Registering, tx: Tx, before: Registration, memberNumber: string): Promise<void> {
  const correction = correct(before, memberNumber);
  if (!correction) return;
  if (correction.became === 'noted') return registering.registrations.save(tx, correction.registration);
  const { registration } = await besideOthers(registering, tx, correction.registration);
  await registering.registrations.save(tx, registration);
  await rearrange(registering, tx, before);
  const { became } = correction;
  await registering.note(tx, {
    by: before.accountId,
    action: became === 'corrected' ? 'registration.corrected' : 'registration.resubmitted',
    subject: before.id,
    before: { memberNumber: before.memberNumber },
    after: { memberNumber },
    reason: 'the learner corrected the member number',
  });
  if (became === 'in-line-again') await tellLearner(registering, tx, registration, { outcome: 'in-line-again' });
}
