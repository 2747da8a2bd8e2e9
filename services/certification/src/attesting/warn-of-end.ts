import { addDays } from '@leerhuis/calendar';
import { sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import type { Completion } from '../completions/domain/completion.ts';
import { whatLacks } from './attest-commands.ts';
import type { Attesting } from './attesting.ts';
import { watchingOf } from './domain/attest.ts';
import { type Due, dueWarnings, isTheirs, nearestToAttest } from './domain/due.ts';
import { roundOf, type WarningStore } from './warning-store.ts';

export interface Warning extends Pick<Parts, 'outbox' | 'clock'> {
  attesting: Attesting;
  warnings: WarningStore;
  sent: (days: number) => void;
}

type Course = NonNullable<Awaited<ReturnType<Attesting['courses']['get']>>>;

/** Looked at in one transaction. */
const atOnce = 50;

/**
 * Warns learners who have no attest yet that the last day to ask for it comes near (V-25): once on each of the days that the terms
 * name, whatever crashes and however often they bought the course. A course of which nothing ends soon, or whose learners were all looked at, costs no more than being found.
 */
export async function warnOfEnd(warning: Warning): Promise<'soon' | undefined> {
  const { attesting, warnings, clock } = warning;
  const today = attesting.dayOf(clock());
  const steps = attesting.provider.warningDaysOn('attest', today);
  if (steps.length === 0) return undefined;
  // whoever asked for the attest a moment ago is not told to ask for it
  if (!(await attesting.isCaughtUp())) return 'soon';
  const plusDays = (days: number) => addDays(today, days);
  for (const course of await endingCourses(attesting, today, plusDays(Math.max(...steps)))) {
    const due = dueWarnings(course.accreditations, steps, today, plusDays);
    const done = await warnings.done(due.map((each) => roundOf(course.id, each)));
    for (const each of due) if (!done.has(roundOf(course.id, each))) while (await goOn(warning, course, each));
  }
  return undefined;
}

function endingCourses({ courses }: Attesting, from: string, to: string): Promise<Course[]> {
  return courses.find({ accreditations: { $elemMatch: { attestUntil: { $gte: from, $lte: to } } } });
}

/** Looks at the next learners of a round; tells whether there are more. */
async function goOn({ attesting, warnings, outbox, sent }: Warning, course: Course, due: Due): Promise<boolean> {
  const { more, mails } = await outbox.transaction(async (tx) => {
    const round = await warnings.get(tx, roundOf(course.id, due));
    if (round.doneAt) return { more: false, mails: 0 };
    const found = await attesting.completions.ofCourse(tx, course.id, round.after, atOnce);
    const isLast = found.length < atOnce;
    const after = found.at(-1)?.enrolmentId ?? round.after;
    await warnings.save(tx, { ...round, after, doneAt: isLast ? tx.now : null });
    let count = 0;
    const accountIds = [...new Set(found.map(({ accountId }) => accountId))];
    const learners = await attesting.completions.ofLearners(tx, course.id, accountIds);
    const passed = new Set(found.map(({ enrolmentId }) => enrolmentId));
    for (const learner of learners) {
      // who bought the course again is looked at with the first of their enrolments, for all of them
      const first = learner.find(({ closedAt }) => !closedAt);
      if (first && passed.has(first.enrolmentId) && (await warn(attesting, tx, { learner, course, due }))) count += 1;
    }
    return { more: !isLast, mails: count };
  });
  for (let n = 0; n < mails; n += 1) sent(due.days);
  return more;
}

/** @param learner all enrolments of one learner in the course, the oldest first */
async function warn(
  attesting: Attesting,
  tx: Tx,
  { learner, course, due }: { learner: readonly Completion[]; course: Course; due: Due },
): Promise<boolean> {
  const [oldest] = learner;
  if (!oldest) return false;
  const { accountId, courseId } = oldest;
  const person = await attesting.people.get(accountId, tx.session);
  if (!person || !isTheirs(due.until, person.memberships, course.accreditations)) return false;
  if (await attesting.attests.of(accountId, courseId, tx)) return false;
  const standings = learner.map((completion) => ({
    completion,
    missing: whatLacks(attesting, { completion, person, course }, tx.now),
  }));
  const nearest = nearestToAttest(standings, tx.now);
  if (!nearest) return false;
  const { completion, missing } = nearest;
  const lacks = (kind: string) => missing.some(({ what }) => what === kind);
  const { email, firstName, lastName, locale } = person;
  const { enrolmentId } = completion;
  tx.enqueue(
    sendMessage,
    {
      recipient: { accountId, email, name: `${firstName} ${lastName}`, locale },
      template: 'attest-ends',
      data: {
        ...{ courseId, courseTitle: inLocale(course.title, locale), enrolmentId, attestUntil: due.until },
        canAsk: missing.length === 0,
        lacksWatching: lacks('watched'),
        ...watchingOf(missing),
        lacksChecks: lacks('attention-checks'),
        lacksTest: lacks('final-test'),
        lacksMembership: lacks('membership'),
        lacksName: lacks('printable-name'),
        loginUrl: attesting.publicUrl,
      },
    },
    // of the oldest, whichever the mail is about: the learner's one mail of this step, also when access is taken back meanwhile
    { jobId: `${oldest.enrolmentId}:attest-ends:${due.until}:${due.days}` },
  );
  return true;
}
