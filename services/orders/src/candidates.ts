import type { Ground } from './ground.ts';
import type { Candidate } from './selling/cart/domain/attest-outlook.ts';
import type { HadAlready, Whose } from './selling/cart/domain/had-already.ts';
import { learnersIn, type WantedLine } from './selling/cart/domain/wanted-lines.ts';
import type { Buyer } from './selling/ordering/domain/buyer.ts';
import type { NamedLearner } from './selling/ordering/domain/quote.ts';

/** What learners have, which others than selling know. */
export interface KnownOfLearners {
  hadAlready(whose: Whose, courseIds: readonly string[], now: Date): Promise<(accountId: string) => HadAlready>;
  attested(whose: Whose, courseIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
}

/** The people of the organisation who are to learn; those that it doesn't know (any more) are not among them. */
export async function learnersFor(
  { acting }: Pick<Ground, 'acting'>,
  { organisationId }: Pick<Buyer, 'organisationId'>,
  wanted: readonly Pick<WantedLine, 'learners'>[],
): Promise<NamedLearner[]> {
  const ids = learnersIn(wanted);
  const members = organisationId === null || ids.length === 0 ? [] : await acting.members.many(ids);
  return members.flatMap(({ membershipId, firstName, lastName, state, ...member }) => {
    if (member.organisationId !== organisationId || state === 'ended') return [];
    const accountId = state === 'active' ? member.accountId : null;
    return [{ membershipId, accountId, name: `${firstName} ${lastName}`.trim() }];
  });
}

/** Somebody who is to learn: who orders, or an employee, of whom nothing is known while they have no account. */
export interface Learning {
  learner: NamedLearner | null;
  accountId: string | null;
}

export const learningOf = ({ accountId, organisationId }: Buyer, learners: readonly NamedLearner[]): Learning[] =>
  organisationId === null
    ? [{ learner: null, accountId }]
    : learners.map((learner) => ({ learner, accountId: learner.accountId }));

export const accountsIn = (learning: readonly Learning[]): string[] =>
  learning.flatMap(({ accountId }) => accountId ?? []);

/** What an attest depends on, of each of these accounts. */
export async function candidatesOf(
  { accounts, attested }: Pick<Ground, 'accounts'> & Pick<KnownOfLearners, 'attested'>,
  whose: Whose,
  courseIds: readonly string[],
): Promise<(accountId: string) => Candidate> {
  const [known, had] = await Promise.all([accounts.many(whose.accountIds), attested(whose, courseIds)]);
  return (accountId) => ({
    federations: known.find(({ id }) => id === accountId)?.federations,
    attested: had.get(accountId) ?? new Set(),
  });
}
