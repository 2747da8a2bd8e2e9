import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublishedV1 } from '@leerhuis/contracts';
import { eventually, publishEvent } from '@leerhuis/testkit';
import { v7 as uuid } from 'uuid';
import { type CertificationUnderTest, certificationUnderTest } from './certification-under-test.ts';
import { course } from './facts.ts';

let certification: CertificationUnderTest;
beforeAll(async () => {
  certification = await certificationUnderTest({ ATTEST_WARNING_SECONDS: '0.2' });
});
afterAll(async () => {
  const scans = await certification.service.scansSeen();
  await certification.stop();
  expect(scans).toEqual([]);
});

const ovb = (memberNumber: string) => [{ federation: 'OVB' as const, memberNumber }];
const accessUntil = '2027-11-20T22:59:59.999Z';

/** The last day becomes another; waits until all learners of the course were looked at by this step. */
async function ends(courseId: string, revision: number, attestUntil: string, days: number): Promise<void> {
  const { namespace, database } = certification.service;
  const data = { ...course(courseId, attestUntil), revision };
  await publishEvent(namespace, coursePublishedV1, { subject: courseId, data });
  const rounds = database.connection.collection<{ _id: string; doneAt: Date | null }>('attestWarnings');
  await eventually(async () => (await rounds.findOne({ _id: `${courseId} ${attestUntil} ${days}` }))?.doneAt ?? null);
}

const warningsOf = (enrolmentId: string) =>
  certification.mails.jobs
    .map(({ data }) => data)
    .filter(({ template, data }) => template === 'attest-ends' && data['enrolmentId'] === enrolmentId)
    .map(({ data }) => data);

describe('a warning before "attest until" (V-25)', () => {
  it('goes once to each learner without an attest, with what is missing, and again when the date is extended', async () => {
    const courseId = uuid();
    const known = { courseId };
    const ready = await certification.learner(ovb('510001'), { known, accessUntil });
    const begun = await certification.learner(ovb('510002'), { known, accessUntil, passed: false });
    const nobody = await certification.learner([], { known, accessUntil });
    const closed = await certification.learner(ovb('510003'), { known, passed: false });
    const done = await certification.learner(ovb('510004'), { known, accessUntil });
    expect((await done.request()).status).toBe(201);

    await ends(courseId, 2, '2026-11-28', 7);
    const last = await certification.learner(ovb('510005'), { known: { courseId: uuid() }, accessUntil });
    await ends(last.courseId, 2, '2026-11-28', 7);
    await eventually(() => warningsOf(last.enrolmentId).length > 0);
    const nothing = { lacksWatching: false, lacksChecks: false, lacksTest: false, lacksMembership: false };
    expect(warningsOf(ready.enrolmentId)[0]).not.toHaveProperty('watchedPercent');
    expect(warningsOf(ready.enrolmentId)).toMatchObject([
      { ...nothing, loginUrl: 'http://localhost:8080', canAsk: true, attestUntil: '2026-11-28' },
    ]);
    expect(warningsOf(begun.enrolmentId)).toMatchObject([
      {
        canAsk: false,
        lacksWatching: true,
        watchedPercent: 0,
        watchPercent: 100,
        lacksChecks: true,
        lacksTest: true,
        lacksMembership: false,
      },
    ]);
    expect(warningsOf(nobody.enrolmentId)).toMatchObject([{ ...nothing, canAsk: false, lacksMembership: true }]);
    expect(warningsOf(closed.enrolmentId)).toEqual([]);
    expect(warningsOf(done.enrolmentId)).toEqual([]);

    await ends(courseId, 3, '2026-12-20', 30);
    await eventually(() => warningsOf(ready.enrolmentId).length > 1);
    expect(warningsOf(ready.enrolmentId).map(({ attestUntil }) => attestUntil)).toEqual(['2026-11-28', '2026-12-20']);
  });

  it('goes once to who bought the course again: of the enrolment that is ready, though its access has ended', async () => {
    const known = { courseId: uuid(), accountId: uuid() };
    const first = await certification.learner(ovb('510006'), { known });
    const second = await certification.learner(ovb('510006'), { known, accessUntil, passed: false });
    await ends(known.courseId, 2, '2026-11-28', 7);
    const last = await certification.learner(ovb('510007'), { known: { courseId: uuid() }, accessUntil });
    await ends(last.courseId, 2, '2026-11-28', 7);
    await eventually(() => warningsOf(last.enrolmentId).length > 0);
    expect(warningsOf(first.enrolmentId)).toMatchObject([{ canAsk: true, lacksWatching: false, lacksTest: false }]);
    expect(warningsOf(second.enrolmentId)).toEqual([]);
  });
});
