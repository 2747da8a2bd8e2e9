import {
  checksCompletedV1,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  enrolmentWatchedV1,
  shareWatchedV1,
  testPassedV1,
} from '@leerhuis/contracts';
import { retold, type Told, told } from '@leerhuis/service-parts/republish';
import type { AttentionDoc } from './attention-checks/attention-store.ts';
import { type Enrolment, refOf } from './enrolling/domain/enrolment.ts';
import { type EnrolmentDoc, enrolmentOf } from './enrolling/enrolment-store.ts';
import type { StandingDoc } from './testing/testing-store.ts';
import type { WatchingDoc } from './watching/watching-store.ts';

/** What learning keeps of an enrolment in its places, of each by the enrolment's id. */
interface Achieved {
  watching: WatchingDoc | undefined;
  attention: AttentionDoc | undefined;
  tests: StandingDoc | undefined;
}

/** What learning tells again, of everything that it owns and others know of. */
export const toldAgain = [
  retold<EnrolmentDoc>({
    aggregate: 'learning.enrolment',
    collection: 'enrolments',
    async facts(docs, db, now) {
      const ids = docs.map(({ _id }) => _id);
      const [watching, attention, tests] = await Promise.all([
        db
          .collection<WatchingDoc>('watching')
          .find({ _id: { $in: ids } })
          .toArray(),
        db
          .collection<AttentionDoc>('attention')
          .find({ _id: { $in: ids } })
          .toArray(),
        db
          .collection<StandingDoc>('tests')
          .find({ _id: { $in: ids } })
          .toArray(),
      ]);
      const of = <D extends { _id: string }>(found: D[]) => new Map(found.map((doc) => [doc._id, doc]));
      const places = { watching: of(watching), attention: of(attention), tests: of(tests) };
      return docs.flatMap((doc) =>
        enrolmentFacts(
          enrolmentOf(doc),
          {
            watching: places.watching.get(doc._id),
            attention: places.attention.get(doc._id),
            tests: places.tests.get(doc._id),
          },
          now,
        ),
      );
    },
  }),
];

function enrolmentFacts(enrolment: Enrolment, { watching, attention, tests }: Achieved, now: Date): Told[] {
  const { id, openedAt, accessUntil, revokedAt } = enrolment;
  const ref = refOf(enrolment);
  const facts = [
    told(enrolmentOpenedV1, id, {
      ...ref,
      openedAt: openedAt.toISOString(),
      accessUntil: accessUntil.toISOString(),
    }),
  ];
  const watchedAt = watching?.watchedAt;
  if (watchedAt) facts.push(told(enrolmentWatchedV1, id, { ...ref, watchedAt: watchedAt.toISOString() }));
  // since when it was is not kept
  else if (watching?.share)
    facts.push(told(shareWatchedV1, id, { ...ref, percent: watching.share, watchedAt: now.toISOString() }));
  if (attention?.completedAt)
    facts.push(told(checksCompletedV1, id, { ...ref, completedAt: attention.completedAt.toISOString() }));
  if (tests?.passed) {
    const { attemptId: testAttemptId, questionSetVersion, at } = tests.passed;
    facts.push(told(testPassedV1, id, { ...ref, testAttemptId, questionSetVersion, passedAt: at.toISOString() }));
  }
  if (revokedAt) facts.push(told(enrolmentClosedV1, id, { ...ref, closedAt: revokedAt.toISOString() }));
  return facts;
}
