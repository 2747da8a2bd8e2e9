import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountConfirmedV1,
  attestIssuedV1,
  checksCompletedV1,
  enrolmentClosedV1,
  federationAnswers,
  registrationAnsweredV1,
  settingsChangedV1,
  shareWatchedV1,
  testPassedV1,
} from '@leerhuis/contracts';
import { seed } from '@leerhuis/provider';
import {
  drainParkedJobs,
  eventually,
  type HttpClient,
  publishEvent,
  publishJob,
  revokePartner,
  type ServiceUnderTest,
  tokenFor,
} from '@leerhuis/testkit';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import {
  type AttestBody,
  allDeclared,
  type CertificationUnderTest,
  certificationUnderTest,
  month,
  now,
} from './certification-under-test.ts';
import { account } from './facts.ts';

let certification: CertificationUnderTest;
let service: ServiceUnderTest;
let mails: CertificationUnderTest['mails'];
let ovb: CertificationUnderTest['ovb'];
let events: CertificationUnderTest['events'];
let staff: HttpClient;

beforeAll(async () => {
  certification = await certificationUnderTest();
  ({ service, mails, ovb, events, staff } = certification);
});
afterAll(() => certification.stop());

const achieve: CertificationUnderTest['achieve'] = (ref) => certification.achieve(ref);
const learner: CertificationUnderTest['learner'] = (...about) => certification.learner(...about);
const run = () => certification.run();

const others = (federation: string) => seed['federation-policies'].filter((record) => record.federation !== federation);

describe('an attest', () => {
  it('is issued once per learner and course, also when asked twenty times at the same moment (V-17)', async () => {
    const { request, accountId } = await learner([{ federation: 'OVB', memberNumber: '100001' }]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => request()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    await events.waitFor(attestIssuedV1, ({ data }) => data.accountId === accountId);
    expect(events.of(attestIssuedV1).filter(({ data }) => data.accountId === accountId)).toHaveLength(1);
    await mails.waitFor(({ data }) => data.recipient.accountId === accountId && data.template === 'attest-issued');
  });

  it('is refused with every condition that is missing, in the language asked for (V-24)', async () => {
    const { http, enrolmentId } = await learner([{ federation: 'OVB', memberNumber: '100002' }], { passed: false });
    const answer = await http.post(
      '/api/v1/attests',
      { enrolmentId, declarations: { ...allDeclared, stayedLoggedIn: false } },
      { headers: { 'accept-language': 'fr' } },
    );
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      errors: [
        { field: 'watched', message: 'Il faut avoir regardé 100 % du cours\u00a0; vous en êtes à 0 % au moins.' },
        { field: 'attentionChecks' },
        { field: 'finalTest', message: "Vous n'avez pas encore réussi le test final." },
        { field: 'declarations.stayedLoggedIn' },
      ],
    });
  });

  it('counts what the learner did a moment ago, of which learning has yet to tell (V-24)', async () => {
    const membership = { federation: 'OVB' as const, memberNumber: '100006' };
    const { courseId: newCourse } = await learner([]);
    await eventually(async () => {
      const { request, http, ...ref } = await learner([membership], { passed: false });
      const [answer] = await Promise.all([request(), achieve(ref)]);
      expect(answer.status).toBe(201);
      // nothing at all is known of this enrolment
      const other = { ...ref, courseId: newCourse, enrolmentId: uuid({ msecs: now.getTime() }) };
      const body = { enrolmentId: other.enrolmentId, declarations: allDeclared };
      const [early] = await Promise.all([http.post('/api/v1/attests', body), achieve(other)]);
      expect(early.status).toBe(201);
    });
  });

  it('waits 2 seconds for an enrolment that was just made, and for no other; with all facts here it is then unknown', async () => {
    const { http } = await learner([{ federation: 'OVB', memberNumber: '100009' }]);
    const ask = (enrolmentId: string) => http.post('/api/v1/attests', { enrolmentId, declarations: allDeclared });
    const began = performance.now();
    expect((await ask(uuid({ msecs: now.getTime() }))).status).toBe(404);
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000);
    expect((await ask(uuid({ msecs: now.getTime() - 3_600_000 }))).status).toBe(404);
  });

  it('is refused for want of checks or test when learning has told of none for 2 seconds (V-24)', async () => {
    const { request } = await learner([{ federation: 'OVB', memberNumber: '100007' }], { passed: false });
    const began = performance.now();
    const answer = await request();
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'watched' }, { field: 'attentionChecks' }, { field: 'finalTest' }] },
    });
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000);
  });

  it('is issued for the share that the federation asks, as staff set it (V-24)', async () => {
    const {
      request,
      http: _,
      ...ref
    } = await learner([{ federation: 'FBC', memberNumber: 'B12345' }], { passed: false });
    const { namespace } = service;
    const at = '2026-11-21T10:00:00.000Z';
    const { enrolmentId: subject, accountId, courseId } = ref;
    const enrolment = { enrolmentId: subject, accountId, courseId };
    await publishEvent(namespace, checksCompletedV1, { subject, data: { ...enrolment, completedAt: at } });
    const passed = { ...enrolment, testAttemptId: uuid(), questionSetVersion: 1, passedAt: at };
    await publishEvent(namespace, testPassedV1, { subject, data: passed });
    await publishEvent(namespace, shareWatchedV1, { subject, data: { ...enrolment, percent: 80, watchedAt: at } });
    const completions = service.database.connection.collection<{ _id: string; sharesAt?: object }>('completions');
    await eventually(async () => (await completions.findOne({ _id: subject }))?.sharesAt);
    expect(await request()).toMatchObject({ status: 422, body: { errors: [{ field: 'watched' }] } });
    const policy = { id: 'p1', validFrom: '2026-01-01', source: 'a letter', federation: 'FBC' as const };
    const records = [{ ...policy, way: 'pdf' as const, file: 'xlsx' as const, watchPercent: 80 }];
    await publishEvent(namespace, settingsChangedV1, {
      subject: 'federation-policies',
      data: { kind: 'federation-policies', revision: 1, changedAt: at, records: [...others('FBC'), ...records] },
    });
    await eventually(async () => expect((await request()).status).toBe(201));
  });

  it('is refused once withdrawing the order took access back (V-14)', async () => {
    const { request, ...ref } = await learner([{ federation: 'OVB', memberNumber: '100008' }]);
    const { enrolmentId, accountId, courseId } = ref;
    await publishEvent(service.namespace, enrolmentClosedV1, {
      subject: enrolmentId,
      data: { enrolmentId, accountId, courseId, closedAt: '2026-11-21T10:00:00.000Z' },
    });
    const completions = service.database.connection.collection<{ _id: string; closedAt?: Date }>('completions');
    await eventually(async () => Boolean((await completions.findOne({ _id: enrolmentId }))?.closedAt));
    expect(await request()).toMatchObject({ status: 422, body: { errors: [{ field: 'enrolmentId' }] } });
  });

  it('is refused in a name that no document can show, by its letters, until it is corrected', async () => {
    const { request } = await learner([{ federation: 'OVB', memberNumber: '100009' }], { firstName: 'สมชาย' });
    const answer = await request();
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'name' }] } });
    expect(JSON.stringify(answer.body)).toContain('ส ม ช า ย');
  });

  it('is refused after its last day (V-25)', async () => {
    const { request } = await learner([{ federation: 'OVB', memberNumber: '100003' }], { attestUntil: '2026-11-21' });
    expect(await request()).toMatchObject({ status: 422, body: { errors: [{ field: 'attestUntil' }] } });
  });

  it('is refused for the day alone when the test was passed a moment ago (V-25)', async () => {
    const membership = { federation: 'OVB' as const, memberNumber: '100010' };
    const { request, http: _, ...ref } = await learner([membership], { passed: false, attestUntil: '2026-11-21' });
    const [answer] = await Promise.all([request(), achieve(ref)]);
    expect(answer.body).toMatchObject({ errors: [{ field: 'attestUntil' }] });
    expect(answer.body).not.toMatchObject({ errors: expect.arrayContaining([{ field: 'finalTest' }]) });
  });

  it('of somebody else is not there', async () => {
    const owner = await learner([{ federation: 'OVB', memberNumber: '100004' }]);
    const { body } = await owner.request();
    const stranger = service.http.as(await tokenFor({ accountId: uuid() }));
    expect((await stranger.get(`/api/v1/attests/${body.id}`)).status).toBe(404);
    expect((await stranger.get(`/api/v1/attests/${body.id}/pdf`)).status).toBe(404);
    const theirs = await stranger.post('/api/v1/attests', {
      enrolmentId: owner.enrolmentId,
      declarations: allDeclared,
    });
    expect(theirs.status).toBe(404);
    expect((await owner.http.get(`/api/v1/attests/${body.id}`)).status).toBe(200);
  });

  it('is a PDF, with a page that anyone may check (V-26)', async () => {
    const mediator = await learner([{ federation: 'FBC', memberNumber: 'B1234' }]);
    const { body } = await mediator.request();
    expect(body.federations).toMatchObject([{ federation: 'FBC', registration: null }]);
    const pdf = await mediator.http.get(body.pdfUrl ?? '');
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await mediator.http.get(body.pdfUrl ?? '')).bytes.equals(pdf.bytes)).toBe(true);
    const path = new URL(body.verifyUrl).pathname;
    expect((await service.http.get(path)).body).toMatchObject({ valid: true, holder: 'Lena Maes' });
    const page = await service.http.get(path, { headers: { accept: 'text/html', 'accept-language': 'en' } });
    expect(String(page.bytes)).toContain('This attest is real');
    expect(String(page.bytes)).toContain(`FBC: 2 h, 2 points (accreditation FBC-${mediator.courseId})`);
    expect((await service.http.get(path.toLowerCase().replaceAll('-', ''))).status).toBe(200);
  });

  it('says where the federation is told by us, that it is, and that nobody need send it (V-26)', async () => {
    const { http, request } = await learner([
      { federation: 'OVB', memberNumber: '100005' },
      { federation: 'FBC', memberNumber: 'B5' },
    ]);
    const { id, pdfUrl, federations } = (await request()).body;
    const noticeOf = (federation: string, shown = federations) =>
      shown.find((line) => line.federation === federation)?.notice;
    expect(noticeOf('OVB')).toMatch(/^.+ meldt deze deelname zelf aan OVB; niemand hoeft dit attest op te sturen\.$/);
    expect(noticeOf('FBC')).toBeNull();
    expect(String((await http.get(pdfUrl ?? '')).bytes)).toContain('Attest permanente vorming');
    await run();
    const inFrench = { headers: { 'accept-language': 'fr' } };
    const sent = (await http.get<AttestBody>(`/api/v1/attests/${id}`, inFrench)).body.federations;
    expect(noticeOf('OVB', sent)).toContain('le 22 novembre 2026 (OVB)\u00a0; il n’est pas nécessaire d’envoyer');
  });
});

describe('the PDF of an attest (V-26)', () => {
  const inFrench = { headers: { 'accept-language': 'fr' } };

  it("is in the holder's language, whichever the browser asks for and the holder chooses afterwards", async () => {
    const mediator = await learner([{ federation: 'FBC', memberNumber: 'B2345' }], { locale: 'en' });
    const { pdfUrl } = (await mediator.request()).body;
    const pdf = await mediator.http.get(pdfUrl ?? '', inFrench);
    expect(String(pdf.bytes)).toContain('Attest of continuing education');
    const moved = { ...account(mediator.accountId, []), revision: 3, locale: 'fr' as const };
    await publishEvent(service.namespace, accountConfirmedV1, { subject: mediator.accountId, data: moved });
    const people = service.database.connection.collection<{ _id: string }>('accountCopies');
    await eventually(() => people.findOne({ _id: mediator.accountId, locale: 'fr' }));
    expect((await mediator.http.get(pdfUrl ?? '')).bytes.equals(pdf.bytes)).toBe(true);
  });

  it('of an attest from before its language was kept stays as it was laid out', async () => {
    const mediator = await learner([{ federation: 'FBC', memberNumber: 'B3456' }]);
    const { id, pdfUrl } = (await mediator.request()).body;
    const attests = service.database.connection.collection<{ _id: string }>('attests');
    await attests.updateOne({ _id: id }, { $unset: { locale: 1, 'course.language': 1 } });
    const [dutch, french] = [await mediator.http.get(pdfUrl ?? ''), await mediator.http.get(pdfUrl ?? '', inFrench)];
    expect(String(dutch.bytes)).toContain('Attest permanente vorming');
    expect(String(french.bytes)).toContain('Attestation de formation permanente');
    expect((await mediator.http.get(pdfUrl ?? '')).bytes.equals(dutch.bytes)).toBe(true);
  });
});

describe('a code that no attest has', () => {
  it.each(['0000-0000-0000-0000', 'AAAA-BBBB', 'x', '%3Cscript%3E', 'a'.repeat(500)])(
    '(%s) gets a page that says so in a browser, and a 404 as JSON elsewhere',
    async (code) => {
      const path = `/api/v1/verify/${code}`;
      const page = await service.http.get(path, { headers: { accept: 'text/html', 'accept-language': 'en' } });
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(String(page.bytes)).toContain('We do not know this attest');
      expect(await service.http.get(path)).toMatchObject({
        status: 404,
        body: { type: expect.stringContaining('unknown-attest') },
      });
    },
  );
});

describe('the monthly run (V-26)', () => {
  it('sends each participation once, however often it runs, and takes in what the federation answers (V-27)', async () => {
    const accepted = await learner([{ federation: 'OVB', memberNumber: '200001' }]);
    const refused = await learner([{ federation: 'OVB', memberNumber: '200002' }]);
    const ids = [await accepted.request(), await refused.request()].map(
      ({ body }) => body.federations[0]?.registration?.id ?? '',
    );
    const [first, second] = [await run(), await run()];
    expect(first.sent).toBeGreaterThanOrEqual(2);
    expect(second.sent).toBe(0);
    for (const id of ids) await ovb.waitFor(({ data }) => data.registrationId === id);
    for (const id of ids) expect(ovb.jobs.filter(({ data }) => data.registrationId === id)).toHaveLength(1);
    const file = await staff.get(`/api/v1/admin/registration-runs/${first.id}/files/OVB?format=csv`);
    const lines = String(file.bytes).trim().split('\n');
    expect(lines).toHaveLength((first.perFederation['OVB'] ?? 0) + 1);
    for (const id of ids) expect(String(file.bytes)).toContain(id);
    expect(first.files.map(({ federation }) => federation)).toEqual(['OVB']);
    expect(second.files).toEqual([]);
    for (const path of [`${first.id}/files/NKN`, `${second.id}/files/OVB`])
      expect(await staff.get(`/api/v1/admin/registration-runs/${path}`)).toMatchObject({
        status: 404,
        body: { type: expect.stringContaining('nothing-sent') },
      });

    const answers = federationAnswers('OVB');
    const [yes = '', no = ''] = ids;
    await publishJob(service.namespace, answers, { registrationId: yes, outcome: 'accepted', reason: null });
    await publishJob(service.namespace, answers, { registrationId: yes, outcome: 'accepted', reason: null });
    await publishJob(service.namespace, answers, { registrationId: no, outcome: 'refused', reason: 'unknown member' });
    const stateOf = async (http: HttpClient) =>
      (await http.get<{ items: AttestBody[] }>('/api/v1/attests')).body.items[0]?.federations[0]?.registration;
    await eventually(async () => (await stateOf(accepted.http))?.state === 'accepted');
    await eventually(async () => (await stateOf(refused.http))?.state === 'refused');
    expect(await stateOf(refused.http)).toMatchObject({ reason: 'unknown member' });
    await mails.waitFor(
      ({ data }) => data.recipient.accountId === refused.accountId && data.template === 'registration-refused',
    );
  });

  it('takes the same refusal again after it was sent again, from a federation that gives its messages no id (V-27)', async () => {
    const { http, request } = await learner([{ federation: 'OVB', memberNumber: '200021' }]);
    const id = (await request()).body.federations[0]?.registration?.id ?? '';
    const refusal = { registrationId: id, outcome: 'refused' as const, reason: 'not on our list' };
    const stateOfMine = async () =>
      (await http.get<{ items: AttestBody[] }>('/api/v1/attests')).body.items[0]?.federations[0]?.registration?.state;
    for (const memberNumber of ['200022', undefined]) {
      await run();
      await publishJob(service.namespace, federationAnswers('OVB'), refusal, '');
      await eventually(async () => (await stateOfMine()) === 'refused');
      if (!memberNumber) continue;
      const again = await staff.post(`/api/v1/admin/registrations/${id}/resubmission`, { memberNumber });
      expect(again.status).toBe(200);
    }
  });

  let lawyers = 0;
  it.each([
    ['refused', '   ', 'reason: Must not be empty'],
    ['refused', '\u00a0', 'reason: Must not be empty'],
    ['refused', '\u200b\u2800', 'reason: Must not be empty'],
    ['refused', 'no \u202erebmem', 'reason: Contains characters that are not possible here'],
    ['refused', null, 'a refusal needs a reason'],
    ['refused', 'no\nmember', 'reason: Must be one line, without special characters'],
    ['accepted', '', 'reason: Must not be empty'],
  ] as const)('parks the answer %s with the reason %j, which HTTP refuses too (V-27)', async (outcome, reason, why) => {
    lawyers += 1;
    const { http, request } = await learner([{ federation: 'OVB', memberNumber: `20004${lawyers}` }]);
    const registrationId = (await request()).body.federations[0]?.registration?.id ?? '';
    await run();
    const path = `/api/v1/federations/OVB/registrations/${registrationId}/answer`;
    expect([400, 422]).toContain((await staff.post(path, { outcome, reason })).status);
    const answers = federationAnswers('OVB');
    const id = await publishJob(service.namespace, answers, { registrationId, outcome, reason });
    const parked = await eventually(
      async () => (await drainParkedJobs(service.namespace, answers)).find((job) => job.id === id) ?? null,
    );
    expect(parked.reason).toBe(`Unprocessable: ${why}`);
    const mine = (await http.get<{ items: AttestBody[] }>('/api/v1/attests')).body.items[0]?.federations[0];
    expect(mine?.registration).toMatchObject({ state: 'sent', reason: null });
  });

  it('parks an answer with a field that it has none of, which HTTP refuses too (V-27)', async () => {
    const { http, request } = await learner([{ federation: 'OVB', memberNumber: '200032' }]);
    const registrationId = (await request()).body.federations[0]?.registration?.id ?? '';
    await run();
    const given = { outcome: 'accepted' as const, reason: null, points: 2 };
    const path = `/api/v1/federations/OVB/registrations/${registrationId}/answer`;
    expect((await staff.post(path, given)).status).toBe(400);
    const answers = federationAnswers('OVB');
    const unchecked = { ...answers, data: z.unknown(), reads: z.unknown() };
    const id = await publishJob(service.namespace, unchecked, { registrationId, ...given });
    const parked = await eventually(
      async () => (await drainParkedJobs(service.namespace, unchecked)).find((job) => job.id === id) ?? null,
    );
    expect(parked.reason).toBe('Unprocessable: the message does not fit its contract: points: unrecognized_keys');
    const mine = (await http.get<{ items: AttestBody[] }>('/api/v1/attests')).body.items[0]?.federations[0];
    expect(mine?.registration).toMatchObject({ state: 'sent' });
  });

  it('sends a refused one again, with the member number that staff corrected (V-27)', async () => {
    const { http, request } = await learner([{ federation: 'OVB', memberNumber: '200011' }]);
    const id = (await request()).body.federations[0]?.registration?.id ?? '';
    const correct = (memberNumber?: string, headers = {}) =>
      staff.post(`/api/v1/admin/registrations/${id}/resubmission`, { memberNumber }, { headers });
    const answer = (outcome: string, reason?: string) =>
      staff.post(`/api/v1/federations/OVB/registrations/${id}/answer`, { outcome, reason });
    const mine = async () => (await http.get<{ items: AttestBody[] }>('/api/v1/attests')).body.items[0]?.federations[0];

    expect((await correct()).status).toBe(409);
    await run();
    expect((await correct('200012')).status).toBe(409);
    await answer('refused', 'unknown member');
    expect(await mine()).toMatchObject({ registration: { answeredAt: expect.any(String) } });
    expect(await correct('12', { 'accept-language': 'en' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'memberNumber', message: 'A member number of OVB looks like 123456.' }] },
    });
    expect(await correct('200.012')).toMatchObject({ status: 200, body: { state: 'waiting', memberNumber: '200012' } });
    // it waits, so it can still be corrected
    expect(await correct('200013')).toMatchObject({ status: 200, body: { state: 'waiting', memberNumber: '200013' } });
    expect((await correct()).status).toBe(409);
    expect((await run()).sent).toBe(1);
    await ovb.waitFor(({ data }) => data.registrationId === id && data.memberNumber === '200013');
    const none = { state: 'sent', reason: null, answeredAt: null };
    expect(await mine()).toMatchObject({ memberNumber: '200013', registration: none });
    expect((await correct('200014')).status).toBe(409);

    const { body: audit } = await staff.get<{ items: { about: string }[] }>('/api/v1/admin/registrations-audit');
    expect(audit.items.filter(({ about }) => about === id)).toMatchObject([
      { action: 'correct', details: { from: '200012', to: '200013' } },
      { action: 'resubmit', details: { from: '200011', to: '200012' } },
    ]);
  });

  it('takes in that a federation comes back on a refusal, never on an acceptance (V-27)', async () => {
    const { accountId, request } = await learner([{ federation: 'OVB', memberNumber: '200051' }], { locale: 'fr' });
    const id = (await request()).body.federations[0]?.registration?.id ?? '';
    const answer = (outcome: string, reason?: string, language = 'nl') =>
      staff.post(
        `/api/v1/federations/OVB/registrations/${id}/answer`,
        { outcome, reason },
        { headers: { 'accept-language': language } },
      );
    const mailsOf = (template: string) =>
      mails.jobs.filter(({ data }) => data.recipient.accountId === accountId && data.template === template);
    const contradiction = (detail: string) => ({ status: 409, body: { detail } });

    expect(await answer('accepted')).toMatchObject(
      contradiction('Deze registratie is nog niet verstuurd; er is nog niets om op te antwoorden.'),
    );
    await run();
    for (const status of [204, 204]) expect((await answer('refused', 'numéro inconnu')).status).toBe(status);
    expect(await answer('refused', 'another reason', 'en')).toMatchObject(
      contradiction('This registration is refused already, for another reason.'),
    );
    for (const status of [204, 204]) expect((await answer('accepted')).status).toBe(status);
    expect(await answer('refused', 'too late')).toMatchObject(
      contradiction('Deze registratie is al aanvaard; dat verandert niet meer.'),
    );
    expect(await answer('refused', 'too late', 'fr')).toMatchObject(
      contradiction('Cet enregistrement est déjà accepté\u00a0; cela ne change plus.'),
    );
    await events.waitFor(
      registrationAnsweredV1,
      ({ data }) => data.registrationId === id && data.outcome === 'accepted',
    );
    await eventually(() => mailsOf('registration-accepted').length === 1);
    // in the language of the learner, each once
    for (const template of ['registration-refused', 'registration-accepted'])
      expect(mailsOf(template).map(({ data }) => data.data['courseTitle'])).toEqual(['Le bail en pratique']);
  });

  it('is not for a month that has not begun, and not for learners', async () => {
    expect((await staff.post('/api/v1/admin/registration-runs', { month: '2026-12' })).status).toBe(422);
    const learnerClient = service.http.as(await tokenFor({ accountId: uuid() }));
    expect((await learnerClient.post('/api/v1/admin/registration-runs', { month })).status).toBe(403);
  });

  it("parks an answer that fits nothing, and lets a federation's system answer over HTTP for its own members only", async () => {
    await publishJob(service.namespace, federationAnswers('NKN'), {
      registrationId: uuid(),
      outcome: 'accepted',
      reason: null,
    });
    const [parked] = await eventually(async () => {
      const jobs = await drainParkedJobs(service.namespace, federationAnswers('NKN'));
      return jobs.length > 0 && jobs;
    });
    expect(parked?.reason).toContain('has no registration');

    const { request } = await learner([{ federation: 'OVB', memberNumber: '300001' }]);
    const id = (await request()).body.federations[0]?.registration?.id ?? '';
    await run();
    const partner = (federation: string) =>
      tokenFor({ kind: 'partner', clientId: uuid(), federation }).then((token) => service.http.as(token));
    const [ours, theirs] = [await partner('OVB'), await partner('ITAA')];
    const path = `/api/v1/federations/OVB/registrations`;
    expect((await theirs.get(path)).status).toBe(404);
    expect((await theirs.post(`${path}/${id}/answer`, { outcome: 'accepted' })).status).toBe(404);
    expect((await ours.post(`${path}/${id}/answer`, { outcome: 'refused' })).status).toBe(422);
    expect((await ours.post(`${path}/${id}/answer`, { outcome: 'accepted' })).status).toBe(204);
    const listed = await ours.get<{ items: { id: string }[] }>(`${path}?state=accepted`);
    expect(listed.body.items.map((one) => one.id)).toContain(id);
  });

  it("are no longer for a partner whose access was taken away, within 5 s and whatever its token's end", async () => {
    const clientId = uuid();
    const partner = service.http.as(await tokenFor({ kind: 'partner', clientId, federation: 'OVB' }));
    const other = service.http.as(await tokenFor({ kind: 'partner', clientId: uuid(), federation: 'OVB' }));
    const path = '/api/v1/federations/OVB/registrations';
    expect((await partner.get(path)).status).toBe(200);
    revokePartner(clientId);
    await eventually(async () => expect((await partner.get(path)).status).toBe(401), { within: 5_000 });
    expect((await other.get(path)).status).toBe(200);
  });
});

it('reads no collection without an index', async () => {
  expect(await service.scansSeen()).toEqual([]);
});

describe('the mail to who passed the test (V-20)', () => {
  const nextOf = async ({ enrolmentId }: { enrolmentId: string }) =>
    (
      await certification.mails.waitFor(
        ({ data }) => data.template === 'attest-next' && data.data['enrolmentId'] === enrolmentId,
      )
    ).data.data;
  const ovb = (memberNumber: string) => [{ federation: 'OVB' as const, memberNumber }];
  const nothing = { lacksWatching: false, lacksChecks: false, lacksMembership: false, lacksName: false, isPast: false };

  const open = { attestUntil: '2027-12-31' };

  it('says that the attest can be asked for, and until when, once all is there (V-25)', async () => {
    const ref = await certification.learner(ovb('400001'), { passed: false });
    await certification.achieve(ref, ['watched', 'checks', 'test']);
    expect(await nextOf(ref)).toMatchObject({ ...nothing, canAsk: true, attestUntil: '2027-12-31' });
  });

  it.each([
    ['attention checks', ovb('400002'), { lacksChecks: true, ...open }, {}, ['watched' as const, 'test' as const]],
    ['something to watch', ovb('400006'), { lacksWatching: true, ...open }, {}, ['checks' as const, 'test' as const]],
    ['a membership', [], { lacksMembership: true, attestUntil: null }, {}, undefined],
    ['time', ovb('400003'), { isPast: true, attestUntil: null }, { attestUntil: '2026-11-21' }, undefined],
    ['a name that can be printed', ovb('400004'), { lacksName: true }, { firstName: 'สมชาย' }, undefined],
  ])('does not say so for want of %s, and says what is missing', async (_, memberships, missing, options, done) => {
    const ref = await certification.learner(memberships, { ...options, passed: false });
    await certification.achieve(ref, done ?? ['watched', 'checks', 'test']);
    expect(await nextOf(ref)).toMatchObject({ ...nothing, canAsk: false, ...missing });
  });

  it('promises nothing to who has the attest already, or whose access was taken back (V-14, V-17)', async () => {
    const first = await certification.learner(ovb('400005'));
    expect((await first.request()).status).toBe(201);
    const { accountId, courseId } = first;
    const again = { enrolmentId: uuid(), accountId, courseId };
    await certification.achieve(again, ['watched', 'checks', 'test']);
    expect(await nextOf(again)).toMatchObject({ ...nothing, canAsk: false, attestUntil: null });
    const closed = await certification.learner([], { passed: false });
    await certification.close(closed);
    await certification.achieve(closed, ['watched', 'checks', 'test']);
    expect(await nextOf(closed)).toMatchObject({ ...nothing, canAsk: false, attestUntil: null });
  });
});
