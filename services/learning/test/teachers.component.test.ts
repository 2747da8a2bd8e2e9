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
  for (const path of ['/api/v1/admin/evaluations', '/api/v1/admin/enrolments', '/api/v1/admin/learning-audit'])
    expect([path, (await bram.get(path)).status]).toEqual([path, 403]);
});
