import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attestIssuedV1, attestRevokedV1, federationAnswers } from '@leerhuis/contracts';
import { eventually, publishJob, tokenFor } from '@leerhuis/testkit';
import { v7 as uuid } from 'uuid';
import { type AttestBody, type CertificationUnderTest, certificationUnderTest } from './certification-under-test.ts';

let certification: CertificationUnderTest;
beforeAll(async () => {
  certification = await certificationUnderTest();
});
afterAll(() => certification.stop());

type Learner = Awaited<ReturnType<CertificationUnderTest['learner']>>;
const lawyer = (memberNumber: string) => certification.learner([{ federation: 'OVB', memberNumber }]);
const lawyerWithAttest = async (memberNumber: string) => {
  const learner = await lawyer(memberNumber);
  await learner.request();
  return learner;
};
const attestOf = async ({ http }: Learner) =>
  (await http.get<{ items: AttestBody[] }>('/api/v1/attests')).body.items[0];
const registrationOf = async (learner: Learner) => (await attestOf(learner))?.federations[0]?.registration;
const sentOf = (id: string | undefined) => certification.ovb.jobs.filter(({ data }) => data.registrationId === id);
const withdrawnOf = (id: string | undefined) =>
  certification.withdrawals.jobs.filter(({ data }) => data.registrationId === id);

async function revoke(learner: Learner): Promise<AttestBody> {
  await certification.close(learner);
  return eventually(async () => {
    const attest = await attestOf(learner);
    return attest?.state === 'revoked' && attest;
  });
}

describe('an attest whose order was withdrawn unpaid (V-14)', () => {
  it('is revoked, which its page, its PDF, its list, the learner and staff are told', async () => {
    const mediator = await certification.learner([{ federation: 'FBC', memberNumber: 'B4567' }]);
    const issued = (await mediator.request()).body;
    expect((await mediator.http.get(issued.pdfUrl ?? '')).status).toBe(200);
    const revoked = await revoke(mediator);
    expect(revoked).toMatchObject({ id: issued.id, pdfUrl: null, revokedAt: '2026-11-22T10:00:00.000Z' });

    const { service, staff, mails } = certification;
    const inEnglish = { 'accept-language': 'en' };
    expect(await mediator.http.get(issued.pdfUrl ?? '', { headers: inEnglish })).toMatchObject({
      status: 410,
      body: {
        type: expect.stringContaining('attest-revoked'),
        detail: 'This attest was revoked on 22 November 2026 and counts no more.',
      },
    });
    const path = new URL(issued.verifyUrl).pathname;
    expect((await service.http.get(path)).status).toBe(410);
    for (const [language, words] of [
      ['nl', ['Dit attest is ingetrokken', '22 november 2026']],
      ['fr', ['Cette attestation a été révoquée', '22 novembre 2026']],
      ['en', ['This attest was revoked', '22 November 2026']],
    ] as const) {
      const page = await service.http.get(path, { headers: { accept: 'text/html', 'accept-language': language } });
      expect(page.status).toBe(200);
      for (const word of words) expect(String(page.bytes)).toContain(word);
      expect(String(page.bytes)).not.toContain('FBC');
    }
    const ofHolder = ({ data }: (typeof mails.jobs)[number]) =>
      data.recipient.accountId === mediator.accountId && data.template === 'attest-revoked';
    const { data: mail } = await mails.waitFor(ofHolder);
    expect(mail.data).toMatchObject({ federationsTold: false });
    const issuedMail = mails.jobs.find(({ data }) => data.template === 'attest-issued');
    expect(mail.insteadOf).toBe(issuedMail?.id);
    const { body: audit } = await staff.get('/api/v1/admin/registrations-audit');
    expect(audit).toMatchObject({ items: [{ action: 'attest.revoked', subject: issued.id, by: 'certification' }] });
    expect(await staff.get(`/api/v1/admin/attests?accountId=${mediator.accountId}`)).toMatchObject({
      body: { items: [{ id: issued.id, state: 'revoked' }], total: { count: 1, more: false } },
    });
  });

  it('is revoked once, however often and however late the fact comes', async () => {
    const learner = await lawyer('700001');
    await learner.request();
    await Promise.all([certification.close(learner), certification.close(learner)]);
    const { id } = await revoke(learner);
    const told = () => certification.events.of(attestRevokedV1).filter(({ subject }) => subject === id);
    await certification.events.waitFor(attestRevokedV1, ({ subject }) => subject === id);
    // whatever comes after it in the same topics has come too
    await revoke(await lawyerWithAttest('700002'));
    expect(told()).toHaveLength(1);
  });

  it('is either not issued or revoked when the learner asks for it while access ends, never left standing', async () => {
    for (let n = 0; n < 12; n += 1) {
      const learner = await lawyer(`7100${String(n).padStart(2, '0')}`);
      const [answer] = await Promise.all([learner.request(), certification.close(learner)]);
      await certification.isClosed(learner);
      const attest = await attestOf(learner);
      if (answer.status === 201) expect(attest).toMatchObject({ state: 'revoked' });
      else expect([answer.status, attest]).toEqual([422, undefined]);
    }
  });

  it('is not told to a federation that had not heard of it', async () => {
    const learner = await lawyerWithAttest('720001');
    const attest = await revoke(learner);
    const registration = attest.federations[0]?.registration;
    expect(registration).toMatchObject({ state: 'withdrawn' });
    await certification.run();
    expect(sentOf(registration?.id)).toEqual([]);
    expect(withdrawnOf(registration?.id)).toEqual([]);
    const answer = await certification.staff.post(`/api/v1/federations/OVB/registrations/${registration?.id}/answer`, {
      outcome: 'accepted',
    });
    expect(answer.status).toBe(409);
  });

  it.each([
    ['sent', undefined],
    ['accepted', 'accepted'],
    ['refused', 'refused'],
  ] as const)(
    'is withdrawn, once, on a queue of its own from a federation that was told: %s',
    async (state, outcome) => {
      const learner = await lawyerWithAttest(`73000${state.length}`);
      const id = (await registrationOf(learner))?.id;
      await certification.run();
      await certification.ovb.waitFor(({ data }) => data.registrationId === id);
      const path = `/api/v1/federations/OVB/registrations`;
      const reason = outcome === 'refused' ? 'unknown member' : null;
      if (outcome) await certification.staff.post(`${path}/${id}/answer`, { outcome, reason });
      expect(await registrationOf(learner)).toMatchObject({ state });

      const attest = await revoke(learner);
      expect(attest.federations[0]?.registration).toMatchObject({ id, state: 'withdrawn' });
      const { data } = await certification.withdrawals.waitFor((job) => job.data.registrationId === id);
      expect(data).toMatchObject({ evidenceId: attest.id, federation: 'OVB', withdrawnAt: '2026-11-22T10:00:00.000Z' });
      const partner = certification.service.http.as(
        await tokenFor({ kind: 'partner', clientId: uuid(), federation: 'OVB' }),
      );
      const { body: listed } = await partner.get<{ items: { id: string }[] }>(`${path}?state=withdrawn`);
      expect(listed.items.map((one) => one.id)).toContain(id);
      await certification.run();
      expect(sentOf(id)).toHaveLength(1);
      expect(withdrawnOf(id)).toHaveLength(1);
    },
  );

  it('stays revoked when the answer of the federation comes after it; one that booked it hears of the withdrawal again', async () => {
    const learner = await lawyerWithAttest('740001');
    const id = (await registrationOf(learner))?.id ?? '';
    await certification.run();
    await revoke(learner);
    await certification.withdrawals.waitFor((job) => job.data.registrationId === id);
    const acceptance = { registrationId: id, outcome: 'accepted' as const, reason: null };
    for (let n = 0; n < 2; n += 1)
      await publishJob(certification.service.namespace, federationAnswers('OVB'), acceptance);
    await eventually(() => withdrawnOf(id).length === 2);
    const path = `/api/v1/federations/OVB/registrations/${id}/answer`;
    expect((await certification.staff.post(path, { outcome: 'accepted' })).status).toBe(204);
    expect(await registrationOf(learner)).toMatchObject({ state: 'withdrawn' });
    expect(withdrawnOf(id)).toHaveLength(2);
    const { mails } = certification;
    const answered = mails.jobs.filter(({ data }) => data.recipient.accountId === learner.accountId);
    expect(answered.map(({ data }) => data.template)).not.toContain('registration-accepted');
  });

  it('is sent before it is withdrawn or not at all, when a run picks it at the same moment', async () => {
    const learners = await Promise.all(Array.from({ length: 6 }, (_, n) => lawyerWithAttest(`75000${n}`)));
    const ids = await Promise.all(learners.map(async (learner) => (await registrationOf(learner))?.id));
    await Promise.all([certification.run(), ...learners.map(revoke)]);
    await certification.run();
    for (const id of ids) await eventually(() => sentOf(id).length === withdrawnOf(id).length);
    for (const learner of learners) expect(await registrationOf(learner)).toMatchObject({ state: 'withdrawn' });
  });

  it('leaves room for a new attest of the same course and the same year, once that is paid for (V-17)', async () => {
    const first = await lawyerWithAttest('760001');
    const old = (await registrationOf(first))?.id;
    await certification.run();
    await revoke(first);
    const { accountId, courseId } = first;
    const memberships = [{ federation: 'OVB' as const, memberNumber: '760001' }];
    const again = await certification.learner(memberships, { known: { accountId, courseId } });
    const answers = await Promise.all([again.request(), again.request()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const id = (await registrationOf(again))?.id;
    expect(id).not.toBe(old);
    await certification.run();
    await certification.ovb.waitFor(({ data }) => data.registrationId === id);
    const { body } = await again.http.get<{ items: AttestBody[] }>('/api/v1/attests');
    expect(body.items.map(({ state }) => state)).toEqual(['issued', 'revoked']);
  });
});

describe('an attest whose order was withdrawn before attests could be revoked (V-14)', () => {
  const collection = (name: string) => certification.service.database.connection.collection<{ _id: string }>(name);
  const id = 'attests-of-withdrawn-orders-revoked';
  /** That access ended, as the version before noted it. */
  const noteClosed = (...learners: Learner[]) =>
    collection('completions').updateMany(
      { _id: { $in: learners.map(({ enrolmentId }) => enrolmentId) } },
      { $set: { closedAt: new Date('2026-11-21T10:00:00Z') } },
    );
  /** Starts this version on what is stored, as the first after the one before. */
  async function upgrade(): Promise<void> {
    await collection('migrations').deleteOne({ _id: id });
    await certification.service.restart();
    await eventually(async () =>
      expect(await collection('migrations').findOne({ _id: id })).toMatchObject({ doneAt: expect.any(Date) }),
    );
  }

  it('is revoked by the upgrade, once, however often the upgrade starts over and whatever crosses it', async () => {
    const sent = await lawyerWithAttest('770001');
    await certification.run();
    const waiting = await lawyerWithAttest('770002');
    const told = await registrationOf(sent);
    const untold = await registrationOf(waiting);
    expect([told, untold]).toMatchObject([{ state: 'sent' }, { state: 'waiting' }]);
    await noteClosed(sent, waiting);
    await Promise.all([upgrade(), certification.close(sent)]);
    await upgrade();
    for (const learner of [sent, waiting]) expect(await attestOf(learner)).toMatchObject({ state: 'revoked' });
    await certification.withdrawals.waitFor(({ data }) => data.registrationId === told?.id);
    // whatever comes after it in the same topics and queues has come too
    const last = await lawyerWithAttest('770003');
    await revoke(last);
    const mailsTo = ({ accountId }: Learner) =>
      certification.mails.jobs.filter(
        ({ data }) => data.template === 'attest-revoked' && data.recipient.accountId === accountId,
      );
    await eventually(() => mailsTo(last).length > 0);
    const events = () => certification.events.of(attestRevokedV1).map(({ data }) => data.enrolmentId);
    await eventually(() => events().includes(last.enrolmentId));
    for (const learner of [sent, waiting]) {
      expect(mailsTo(learner)).toHaveLength(1);
      expect(events().filter((enrolmentId) => enrolmentId === learner.enrolmentId)).toHaveLength(1);
    }
    expect(withdrawnOf(told?.id)).toHaveLength(1);
    expect(withdrawnOf(untold?.id)).toEqual([]);
  });

  it('is left alone when it is of a later enrolment that was paid for, or when access just came to its end', async () => {
    const first = await lawyer('770004');
    const { accountId, courseId } = first;
    const memberships = [{ federation: 'OVB' as const, memberNumber: '770004' }];
    const again = await certification.learner(memberships, { known: { accountId, courseId } });
    expect((await again.request()).status).toBe(201);
    // a year and more after its activation: nobody tells certification
    const expired = await lawyer('770005');
    await expired.request();
    await collection('completions').updateOne(
      { _id: expired.enrolmentId },
      { $set: { openedAt: new Date('2025-01-01T10:00:00Z') } },
    );
    await noteClosed(first);
    await upgrade();
    for (const learner of [again, expired]) expect(await attestOf(learner)).toMatchObject({ state: 'issued' });
  });

  it('stays when the learner fulfilled everything once more in a later enrolment, and rests on that one from then on', async () => {
    const memberships = [{ federation: 'OVB' as const, memberNumber: '770006' }];
    const first = await lawyerWithAttest('770006');
    const { accountId, courseId } = first;
    const later = await certification.learner(memberships, { known: { accountId, courseId } });
    // there was one attest for ever
    expect((await later.request()).status).toBe(409);
    const begun = await lawyerWithAttest('770007');
    await certification.learner([{ federation: 'OVB', memberNumber: '770007' }], {
      known: { accountId: begun.accountId, courseId: begun.courseId },
      passed: false,
    });
    await noteClosed(first, begun);
    await upgrade();
    await upgrade();
    expect(await attestOf(first)).toMatchObject({
      state: 'issued',
      federations: [{ registration: { state: 'waiting' } }],
    });
    expect(await attestOf(begun)).toMatchObject({ state: 'revoked' });
    const restsOn = ({ data }: { data: { enrolmentId: string } }) => data.enrolmentId === later.enrolmentId;
    await certification.events.waitFor(attestIssuedV1, restsOn);
    await certification.close(first);
    await revoke(later);
    const { body } = await certification.staff.get<{ items: { action: string }[] }>(
      `/api/v1/admin/registrations-audit?subject=${(await attestOf(first))?.id}`,
    );
    expect(body.items.map(({ action }) => action)).toEqual(['attest.revoked', 'attest.kept']);
  });
});

it('reads no collection without an index', async () => {
  expect(await certification.service.scansSeen()).toEqual([]);
});
