import { sendMessage } from '@leerhuis/contracts';
import type { Locale, LocalisedText } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Registration } from './domain/registration.ts';

interface Person {
  email: string;
  firstName: string;
  lastName: string;
  locale: Locale;
}

export interface LearnerParts {
  personOf: (tx: Tx, accountId: string) => Promise<Person | null>;
  /** The course's title on the attest. */
  titleOf: (tx: Tx, attestId: string) => Promise<LocalisedText | null>;
}

/** What became of a registration; refused: and whether it is in line again already. */
type Outcome =
  | { outcome: 'accepted' | 'in-line-again' }
  | { outcome: 'refused'; reason: string | null; isSentAgain: boolean };

/** Writes to the learner how a registration stands. */
export async function tellLearner(
  parts: LearnerParts,
  tx: Tx,
  { accountId, attestId, federation, courseTitle, activityDate }: Registration,
  became: Outcome,
): Promise<void> {
  const person = await parts.personOf(tx, accountId);
  if (!person) return;
  const { email, firstName, lastName, locale } = person;
  const title = await parts.titleOf(tx, attestId);
  const recipient = { accountId, email, name: `${firstName} ${lastName}`, locale };
  const data = { firstName, federation, courseTitle: title?.[locale] ?? courseTitle, activityDate };
  if (became.outcome !== 'refused') {
    tx.enqueue(sendMessage, { recipient, template: `registration-${became.outcome}`, data });
    return;
  }
  const { reason, isSentAgain } = became;
  tx.enqueue(sendMessage, { recipient, template: 'registration-refused', data: { ...data, reason, isSentAgain } });
}
