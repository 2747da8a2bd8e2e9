import { addDays } from '@leerhuis/calendar';
import { sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import type { Completion } from '../completions/domain/completion.ts';
import { whatLacks } from './attest-commands.ts';
import type { Attesting } from './attesting.ts';
import { watchingOf } from './domain/attest.ts';
import { type Due, dueWarnings, isOpen, isTheirs } from './domain/due.ts';
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
 * name, whatever crashes. A course of which nothing ends soon, or whose learners were all looked at, costs no more than being found.
 */
export async function warnOfEnd(warning: Warning): Promise<void> {
  const { attesting, warnings, clock } = warning;
  const today = attesting.dayOf(clock());
  const steps = attesting.provider.warningDaysOn('attest', today);
  // whoever asked for the attest a moment ago is not told to ask for it
  if (steps.length === 0 || !(await attesting.isCaughtUp())) return;
  const plusDays = (days: number) => addDays(today, days);
  for (const course of await endingCourses(attesting, today, plusDays(Math.max(...steps)))) {
    const due = dueWarnings(course.accreditations, steps, today, plusDays);
    const done = await warnings.done(due.map((each) => roundOf(course.id, each)));
    for (const each of due) if (!done.has(roundOf(course.id, each))) while (await goOn(warning, course, each));
  }
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
    for (const completion of found) if (await warn(attesting, tx, { completion, course, due })) count += 1;
    return { more: !isLast, mails: count };
  });
  for (let n = 0; n < mails; n += 1) sent(due.days);
  return more;
}

async function warn(
  attesting: Attesting,
  tx: Tx,
  { completion, course, due }: { completion: Completion; course: Course; due: Due },
): Promise<boolean> {
  const { accountId, courseId, enrolmentId } = completion;
  const person = await attesting.people.get(accountId, tx.session);
  if (!person || !isTheirs(due.until, person.memberships, course.accreditations)) return false;
  if (await attesting.attests.of(accountId, courseId, tx)) return false;
  const missing = whatLacks(attesting, { completion, person, course }, tx.now);
  const lacks = (kind: string) => missing.some(({ what }) => what === kind);
  if (missing.length > 0 && !isOpen(completion, tx.now)) return false;
  const { email, firstName, lastName, locale } = person;
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
    { jobId: `${enrolmentId}:attest-ends:${due.until}:${due.days}` },
  );
  return true;
}
