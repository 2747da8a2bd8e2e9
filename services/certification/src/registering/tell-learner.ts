import { sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Attest, Person } from '../attesting/domain/attest.ts';
import type { Registration } from './domain/registration.ts';

export interface Telling {
  people: { get(accountId: string, session?: Tx['session']): Promise<Omit<Person, 'memberships'> | null> };
  /** For the course's title on the attest. */
  attests: { byId(id: string, tx?: Tx): Promise<Pick<Attest, 'course'> | null> };
}

/** What became of a registration; refused: and whether it is in line again already. */
type Outcome =
  | { outcome: 'accepted' | 'in-line-again' }
  | { outcome: 'refused'; reason: string | null; isSentAgain: boolean };

/** Writes to the learner how a registration stands. */
export async function tellLearner(
  telling: Telling,
  tx: Tx,
  { accountId, attestId, federation, courseTitle, activityDate }: Registration,
  became: Outcome,
): Promise<void> {
  const person = await telling.people.get(accountId, tx.session);
  if (!person) return;
  const { email, firstName, lastName, locale } = person;
  const title = (await telling.attests.byId(attestId, tx))?.course.title;
  const recipient = { accountId, email, name: `${firstName} ${lastName}`, locale };
  const data = { firstName, federation, courseTitle: inLocale(title ?? courseTitle, locale), activityDate };
  if (became.outcome !== 'refused') {
    tx.enqueue(sendMessage, { recipient, template: `registration-${became.outcome}`, data });
    return;
  }
  const { reason, isSentAgain } = became;
  tx.enqueue(sendMessage, { recipient, template: 'registration-refused', data: { ...data, reason, isSentAgain } });
}
