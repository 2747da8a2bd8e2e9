import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@leerhuis/service-runtime';
import { type Asked, walk, walkCast } from '@leerhuis/testkit';
import {
  answersOf,
  courseOf,
  type LearningUnderTest,
  learningUnderTest,
  rightAnswers,
  type ShownAttempt,
  segment,
} from './learning-under-test.ts';

const documentId = newId();
const course = {
  ...courseOf(),
  documents: [
    {
      ...{ documentId, kind: 'syllabus' as const, language: 'nl' as const, title: { nl: 'Samenvatting' } },
      ...{ filename: 'samenvatting.pdf', contentType: 'application/pdf', size: 12, fingerprint: 'ab'.repeat(32) },
    },
  ],
};
let under: LearningUnderTest;
beforeAll(async () => {
  under = await learningUnderTest();
  await under.publishCourse(course);
}, 60_000);
afterAll(() => under.stop());

it('each operation gives to each what is theirs, and nothing of an organisation to others (C-5)', async () => {
  const cast = await walkCast(under.service);
  const { organisationId } = cast.office.organisation;
  const theirs = { accountId: cast.managing.accountId, http: cast.manager };
  const learner = await under.enrolled(theirs, course.courseId, organisationId);
  const isTheirs = true;
  const inIt = (path: string, more: Partial<Asked> = {}) => {
    return () => ({ path: learner.at(path), isTheirs, ...more });
  };

  await theirs.http.get(learner.at('/classroom'));
  under.clock.advance(60_000);
  const checks = learner.at('/attention-checks/c1-30/click');
  const watched = (from: number, to: number) => ({ segments: [segment('c1', from, to)] });
  await theirs.http.post(learner.at('/progress'), watched(0, 31));

  /** An attempt of theirs, which has not been handed in. */
  async function attempt(): Promise<ShownAttempt & { id: string }> {
    const of = await under.enrolled(theirs, course.courseId, organisationId);
    const { body } = await theirs.http.post<ShownAttempt & { id: string }>(of.at('/test-attempts'));
    return body;
  }
  const open = await attempt();

  const wrong = await walk(under.service, cast, {
    'GET /api/v1/enrolments': () => ({ path: '/api/v1/enrolments', hides: [learner.enrolmentId], isTheirs }),
    'GET /api/v1/enrolments/{id}': inIt(''),
    'GET /api/v1/enrolments/{id}/classroom': inIt('/classroom'),
    'GET /api/v1/enrolments/{id}/documents': inIt('/documents'),
    'POST /api/v1/enrolments/{id}/documents/{documentId}/openings': inIt(`/documents/${documentId}/openings`),
    'POST /api/v1/enrolments/{id}/progress': inIt('/progress', { body: watched(0, 10) }),
    'POST /api/v1/enrolments/{id}/attention-checks/{checkId}/click': () => ({ path: checks, isTheirs }),
    'POST /api/v1/enrolments/{id}/test-attempts': inIt('/test-attempts', { once: 409 }),
    'GET /api/v1/test-attempts/{id}': () => ({ path: `/api/v1/test-attempts/${open.id}`, isTheirs }),
    'PUT /api/v1/test-attempts/{id}/answers': () => ({
      path: `/api/v1/test-attempts/${open.id}/answers`,
      ...{ body: answersOf(open, rightAnswers), isTheirs, once: 409 },
    }),
    'POST /api/v1/enrolments/{id}/evaluation': inIt('/evaluation', { body: { stars: 4 }, once: 409 }),
    'POST /api/v1/enrolments/{id}/questions': inIt('/questions', { body: { text: 'Hoe zit dit?' } }),
    'GET /api/v1/enrolments/{id}/questions': inIt('/questions'),
  });
  expect(wrong).toEqual([]);
}, 60_000);
