import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accountRegisteredV1 } from '@leerhuis/contracts';
import { eventually, type HttpClient, tokenFor } from '@leerhuis/testkit';
import { accountOf, courseOf, fact, type LearningUnderTest, learningUnderTest } from './learning-under-test.ts';

let learning: LearningUnderTest;
let bram: HttpClient;
beforeAll(async () => {
  learning = await learningUnderTest();
  const account = { ...accountOf(), email: 'bram@voorbeeld.be' };
  await learning.publish(fact(accountRegisteredV1, account.accountId, account));
  const copies = learning.service.database.connection.collection<{ _id: string }>('accounts');
  await eventually(() => copies.findOne({ _id: account.accountId }));
  bram = learning.service.http.as(await tokenFor({ accountId: account.accountId, roles: ['learner', 'teacher'] }));
}, 60_000);
afterAll(() => learning.stop());

const all = '/api/v1/admin/questions';
interface Listed {
  items: { id: string; courseId: string }[];
  total: { count: number };
}

it('a teacher with an account reads and answers what is asked about their own courses, and nothing else (V-22)', async () => {
  const own = courseOf({});
  const other = { ...courseOf({}), teacher: { name: 'An', email: 'an@voorbeeld.be' } };
  const asked: string[] = [];
  for (const course of [own, other]) {
    await learning.publishCourse(course);
    const { http, at } = await learning.learner(course.courseId);
    asked.push((await http.post<{ id: string }>(at('/questions'), { text: 'Geldt dit altijd?' })).body.id);
  }
  const [ofBram, ofAn] = asked;
  expect((await bram.get<Listed>(`${all}?answered=false`)).body).toMatchObject({
    items: [{ id: ofBram, courseId: own.courseId }],
    total: { count: 1 },
  });
  expect((await learning.staff.get<Listed>(all)).body.items).toHaveLength(2);

  const answer = { answer: 'Ja, altijd.' };
  expect(await bram.put(`${all}/${ofBram}/answer`, answer)).toMatchObject({
    status: 200,
    body: { answer: { by: 'teacher', text: 'Ja, altijd.' } },
  });
  expect((await bram.put(`${all}/${ofAn}/answer`, answer)).status).toBe(404);
  await learning.mails.waitFor(
    ({ data }) => data.template === 'question-answered' && data.data['questionId'] === ofBram,
  );
  for (const path of ['/api/v1/admin/enrolments', '/api/v1/admin/learning-audit'])
    expect([path, (await bram.get(path)).status]).toEqual([path, 403]);
});

it('a teacher reads what learners think of their own courses, the administration of all (V-21)', async () => {
  const own = courseOf({});
  const other = { ...courseOf({}), teacher: { name: 'An', email: 'an@voorbeeld.be' } };
  for (const course of [own, other]) {
    await learning.publishCourse(course);
    const { accountId, enrolmentId } = await learning.learner(course.courseId);
    const at = new Date();
    const evaluation = { accountId, courseId: course.courseId, stars: 4, text: null, givenAt: at, changedAt: at };
    await learning.service.database.connection
      .collection<{ _id: string }>('evaluations')
      .insertOne({ _id: enrolmentId, ...evaluation });
  }
  const evaluations = '/api/v1/admin/evaluations';
  const seen = async (http: HttpClient, of = '') => {
    const { body } = await http.get<Listed>(`${evaluations}${of}`);
    return [body.items.map(({ courseId }) => courseId).sort(), body.total.count];
  };
  const as = async (role: 'administration' | 'finance' | 'teacher') =>
    learning.service.http.as(await tokenFor({ accountId: `some ${role}`, roles: ['learner', role] }));
  expect(await seen(bram)).toEqual([[own.courseId], 1]);
  expect(await seen(bram, `?courseId=${other.courseId}`)).toEqual([[], 0]);
  expect(await seen(await as('teacher'))).toEqual([[], 0]);
  expect(await seen(await as('administration'))).toEqual([[own.courseId, other.courseId].sort(), 2]);
  expect((await (await as('finance')).get(evaluations)).status).toBe(403);
});
