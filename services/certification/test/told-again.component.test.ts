import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { attestIssuedV1, attestRevokedV1, enrolmentClosedV1, newEvent, testPassedV1 } from '@leerhuis/contracts';
import { eventually, factsToldAgain, publishFor, said, tellEverythingAgain } from '@leerhuis/testkit';
import { v7 as uuid } from 'uuid';
import { toldAgain } from '../src/told-again.ts';
import { type CertificationUnderTest, certificationUnderTest, now } from './certification-under-test.ts';

let certification: CertificationUnderTest;
beforeAll(async () => {
  certification = await certificationUnderTest();
});
afterAll(() => certification.stop());

const rows = (name: string) =>
  certification.service.database.connection.collection<{ _id: string; [field: string]: unknown }>(name);
const mailsTo = (id: string) => certification.mails.jobs.filter(({ data }) => data.recipient.accountId === id);

it('facts told again mail nothing, register nothing and take no attest back', async () => {
  const learner = await certification.learner([{ federation: 'OVB', memberNumber: '400001' }]);
  const revoked = await certification.learner([{ federation: 'OVB', memberNumber: '400002' }]);
  for (const { request } of [learner, revoked]) expect((await request()).status).toBe(201);
  await certification.run();
  await certification.close(revoked);
  await certification.events.waitFor(attestRevokedV1, ({ data }) => data.accountId === revoked.accountId);
  await certification.change(learner.accountId, 3, { firstName: 'Anna', memberships: [] });
  await eventually(() =>
    expect(mailsTo(revoked.accountId).map(({ data }) => data.template)).toContain('attest-revoked'),
  );
  await eventually(() => expect(mailsTo(learner.accountId).length).toBeGreaterThanOrEqual(1));

  const sent = () => [
    certification.mails.jobs.length,
    certification.ovb.jobs.length,
    certification.withdrawals.jobs.length,
  ];
  const before = sent();
  const { told, changed } = await tellEverythingAgain(certification.service, 'certification');
  expect(Object.keys(told)).toEqual(
    expect.arrayContaining([
      'gateway.account.confirmed.v1',
      'gateway.account.changed.v1',
      'catalog.course.published.v1',
      'learning.enrolment.opened.v1',
      'learning.enrolment.test-passed.v1',
      'learning.enrolment.closed.v1',
    ]),
  );
  expect(changed).toEqual([]);
  expect(sent()).toEqual(before);

  const { of } = certification.events;
  const again = await factsToldAgain(toldAgain, certification.service.database.connection, 'orders');
  expect(again).toHaveLength(3);
  expect(again).toEqual(said([...of(attestIssuedV1), ...of(attestRevokedV1)]));
}, 120_000);

it('what was learned is filled in without a word to the learner, and no attest is taken back by it', async () => {
  const { accountId, courseId, enrolmentId, request } = await certification.learner([
    { federation: 'OVB', memberNumber: '400003' },
  ]);
  expect((await request()).status).toBe(201);
  await eventually(() => expect(mailsTo(accountId).length).toBeGreaterThanOrEqual(1));
  const mailed = mailsTo(accountId).length;
  const [unheard, ref] = [uuid(), { accountId, courseId }];
  const passedAt = '2026-11-21T10:00:00.000Z';
  const passed = { ...ref, enrolmentId: unheard, testAttemptId: uuid(), questionSetVersion: 1, passedAt };
  const closed = { ...ref, enrolmentId, closedAt: now.toISOString() };
  const time = now;
  await publishFor(certification.service.namespace, 'certification', [
    newEvent(testPassedV1, { id: uuid(), subject: unheard, time, data: passed }),
    newEvent(enrolmentClosedV1, { id: uuid(), subject: enrolmentId, time, data: closed }),
  ]);
  await eventually(() => rows('completions').findOne({ _id: unheard, testPassedAt: new Date(passedAt) }));
  await certification.isClosed({ ...ref, enrolmentId });
  expect(await rows('attests').findOne({ enrolmentId, revokedAt: { $type: 'date' } })).toBeNull();
  expect(mailsTo(accountId)).toHaveLength(mailed);
  const exact = await rows('completions').findOne({ _id: enrolmentId });
  const inexact = { ...passed, enrolmentId, passedAt: '2026-11-01T10:00:00.000Z' };
  await publishFor(certification.service.namespace, 'certification', [
    newEvent(testPassedV1, { id: uuid(), subject: enrolmentId, time, data: inexact }),
    newEvent(testPassedV1, { id: uuid(), subject: uuid(), time, data: { ...passed, enrolmentId: 'last' } }),
  ]);
  await eventually(() => rows('completions').findOne({ _id: 'last' }));
  expect(await rows('completions').findOne({ _id: enrolmentId })).toEqual(exact);
}, 120_000);
