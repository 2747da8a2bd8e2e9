import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  activationGrantedV1,
  attestIssuedV1,
  attestRevokedV1,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  orderPaidV1,
  orderPlacedV1,
  orderWithdrawnV1,
} from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { eventually, factsToldAgain, publishFor, said, tellEverythingAgain } from '@leerhuis/testkit';
import { toldAgain } from '../src/told-again.ts';
import {
  activationOf,
  courseOf,
  fact,
  type LearningUnderTest,
  learningUnderTest,
  revocationOf,
} from './learning-under-test.ts';

let learning: LearningUnderTest;
const course = courseOf();
beforeAll(async () => {
  learning = await learningUnderTest();
  await learning.publishCourse(course);
});
afterAll(() => learning.stop());

const rows = (name: string) =>
  learning.service.database.connection.collection<{ _id: string; [field: string]: unknown }>(name);
const money = { amount: 9_500, currency: 'EUR' as const };

function orderOf(accountId: string) {
  const orderId = newId();
  const ref = { orderId, accountId };
  const title = { nl: 'Beslag' };
  const line = { lineId: newId(), kind: 'course' as const, itemId: course.courseId, title, price: money };
  const placed = fact(orderPlacedV1, orderId, {
    ...ref,
    lines: [line],
    total: money,
    proFormaNumber: 'PF-2026-1',
    dueDate: '2026-12-30',
    placedAt: '2026-11-30T10:00:00.000Z',
  });
  const paidAt = '2026-12-01T10:00:00.000Z';
  return {
    ...{ orderId, line, placed },
    paid: fact(orderPaidV1, orderId, { ...ref, total: money, invoiceNumber: 'F-2026-1', paidAt }),
    withdrawn: fact(orderWithdrawnV1, orderId, { ...ref, withdrawnAt: paidAt }),
  };
}

it('facts told again mail nothing, open nothing and close nothing', async () => {
  const learner = await learning.learner(course.courseId);
  const { accountId, enrolmentId } = learner;
  const [bought, gone] = [orderOf(accountId), orderOf(newId())];
  await learning.publish(bought.placed, bought.paid, gone.placed, gone.withdrawn);
  const taken = activationOf(accountId, courseOf().courseId);
  await learning.publish(fact(activationGrantedV1, taken.activationId, taken), revocationOf(taken));
  await learning.events.waitFor(enrolmentClosedV1, ({ subject }) => subject === taken.activationId);
  const ref = { attestId: newId(), accountId, courseId: course.courseId, enrolmentId };
  await learning.publish(
    fact(attestIssuedV1, ref.attestId, { ...ref, issuedAt: '2026-03-02T10:00:00.000Z' }),
    fact(attestRevokedV1, ref.attestId, {
      ...ref,
      reason: 'order-withdrawn',
      revokedAt: '2026-03-03T10:00:00.000Z',
    }),
  );
  await eventually(() => rows('attests').findOne({ _id: ref.attestId, revokedAt: { $exists: true } }));
  await eventually(() => rows('myCourses').findOne({ orderId: bought.orderId, 'bought.paidAt': { $type: 'date' } }));
  await eventually(async () => (await rows('myCourses').findOne({ orderId: gone.orderId })) === null);

  // after a course is published enrolments are looked at, as ever
  await eventually(async () => (await rows('unsettledCourses').countDocuments()) === 0);
  const mailed = learning.mails.jobs.length;
  const { told, changed } = await tellEverythingAgain(learning.service, 'learning');
  expect(Object.keys(told)).toEqual(
    expect.arrayContaining([
      'gateway.account.registered.v1',
      'catalog.course.published.v1',
      'orders.order.placed.v1',
      'orders.order.paid.v1',
      'orders.order.withdrawn.v1',
      'orders.activation.granted.v1',
      'orders.activation.revoked.v1',
      'certification.attest.issued.v1',
      'certification.attest.revoked.v1',
    ]),
  );
  expect(changed).toEqual([]);
  expect(learning.mails.jobs.slice(mailed)).toEqual([]);
}, 120_000);

it('what learning tells again of what it has is what it told, and what was achieved since', async () => {
  const told = () => factsToldAgain(toldAgain, learning.service.database.connection, 'certification');
  await eventually(async () => {
    const again = await told();
    expect(again.length).toBeGreaterThan(2);
    expect(again).toEqual(said(learning.events.all));
  });
  const { enrolmentId } = await learning.learner(course.courseId);
  const at = new Date('2026-11-30T10:00:00Z');
  await rows('watching').updateOne({ _id: enrolmentId }, { $set: { share: 40 } });
  await rows('attention').updateOne({ _id: enrolmentId }, { $set: { completedAt: at } });
  const passed = { attemptId: 'attempt', questionSetVersion: 2, at };
  await rows('tests').updateOne({ _id: enrolmentId }, { $set: { passed } });
  const achieved = async () => (await told()).filter(({ subject }) => subject === enrolmentId);
  expect(await achieved()).toMatchObject([
    { type: 'learning.enrolment.checks-completed.v1', data: { completedAt: at.toISOString() } },
    { type: 'learning.enrolment.opened.v1' },
    { type: 'learning.enrolment.share-watched.v1', data: { percent: 40 } },
    { type: 'learning.enrolment.test-passed.v1', data: { testAttemptId: 'attempt', questionSetVersion: 2 } },
  ]);
  await rows('watching').updateOne({ _id: enrolmentId }, { $set: { watchedAt: at } });
  expect((await achieved())[3]).toMatchObject({ type: 'learning.enrolment.watched.v1' });
  expect((await achieved()).map(({ type }) => type)).not.toContain('learning.enrolment.share-watched.v1');
}, 60_000);

it('an activation told again opens no classroom that was not open before, and takes none back', async () => {
  const stranger = activationOf(newId(), course.courseId);
  const { accountId, enrolmentId } = await learning.learner(course.courseId);
  const taken = { ...activationOf(accountId, course.courseId), activationId: enrolmentId };
  const bought = orderOf(accountId);
  await publishFor(learning.service.namespace, 'learning', [
    fact(activationGrantedV1, stranger.activationId, stranger),
    revocationOf(taken),
    bought.placed,
  ]);
  await eventually(() => rows('myCourses').findOne({ orderId: bought.orderId }));
  const later = await learning.learner(course.courseId);
  await learning.events.waitFor(enrolmentOpenedV1, ({ subject }) => subject === later.enrolmentId);
  expect(await rows('enrolments').findOne({ _id: stranger.activationId })).toBeNull();
  expect(await rows('enrolments').findOne({ _id: enrolmentId })).toMatchObject({ revokedAt: null });
}, 60_000);

it('what was bought is filled in, and what is known of its payment stays', async () => {
  const { accountId } = await learning.learner(course.courseId);
  const bought = orderOf(accountId);
  await learning.publish(bought.placed, bought.paid);
  const whole = await eventually(() =>
    rows('myCourses').findOne({ orderId: bought.orderId, 'bought.paidAt': { $type: 'date' } }),
  );
  await rows('myCourses').updateOne({ orderId: bought.orderId }, { $unset: { 'bought.dueDate': 1 } });
  await publishFor(learning.service.namespace, 'learning', [{ ...bought.placed, id: newId() }]);
  await eventually(async () => expect(await rows('myCourses').findOne({ orderId: bought.orderId })).toEqual(whole));
}, 60_000);
