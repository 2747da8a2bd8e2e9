import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, tokenFor } from '@leerhuis/testkit';
import { unzipSync } from 'fflate';
import { v7 as uuid } from 'uuid';
import { type CertificationUnderTest, certificationUnderTest } from './certification-under-test.ts';

let certification: CertificationUnderTest;
beforeAll(async () => {
  certification = await certificationUnderTest();
});
afterAll(() => certification.stop());

const attestDocs = () =>
  certification.service.database.connection.collection<{ _id: string; [field: string]: unknown }>('attests');
const isLaidOut = (id: string) => eventually(() => attestDocs().findOne({ _id: id, pdf: { $exists: true } }));
const archive = (from = '2026-11-01', to = '2026-11-30') => `/api/v1/attests/archive?from=${from}&to=${to}`;
const namesIn = (bytes: Buffer) => Object.keys(unzipSync(bytes));

const person = { accountId: uuid() };
let attestIds: string[];
let http: Awaited<ReturnType<CertificationUnderTest['learner']>>['http'];
beforeAll(async () => {
  const membership = { federation: 'OVB' as const, memberNumber: '710001' };
  const learners = [
    await certification.learner([membership], { known: person, firstName: 'Zoë', lastName: 'Kovačić' }),
    await certification.learner([membership], { known: person, firstName: 'Zoë', lastName: 'Kovačić' }),
  ];
  http = learners[0]?.http as typeof http;
  attestIds = [];
  for (const { request } of learners) attestIds.push((await request()).body.id);
  for (const id of attestIds) await isLaidOut(id);
});

describe('the archive of attests of a period (V-27)', () => {
  it('has each PDF under a name of its own, and a list', async () => {
    const answer = await http.get(archive());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toContain('Attesten 2026-11-01 - 2026-11-30.zip');
    expect(answer.headers.get('content-length')).toBe(String(answer.bytes.length));
    const name = 'Zoë Kovačić - Huurrecht in de praktijk - 2026-11-22';
    expect(namesIn(answer.bytes)).toEqual(['Attesten.xlsx', `${name}.pdf`, `${name} (2).pdf`]);
    for (const [file, content] of Object.entries(unzipSync(answer.bytes)))
      expect(Buffer.from(content.subarray(0, 4)).toString()).toBe(file.endsWith('.pdf') ? '%PDF' : 'PK\u0003\u0004');
    const pdf = await http.get(`/api/v1/attests/${attestIds[0]}/pdf`);
    expect(Buffer.from(unzipSync(answer.bytes)[`${name}.pdf`] ?? []).equals(pdf.bytes)).toBe(true);
  });

  it('has none of others, and says so when there is none', async () => {
    const stranger = certification.service.http.as(await tokenFor({ accountId: uuid() }));
    const inEnglish = { headers: { 'accept-language': 'en' } };
    expect(await stranger.get(archive(), inEnglish)).toMatchObject({
      status: 404,
      body: {
        type: expect.stringContaining('no-attests'),
        detail: 'From 1 November 2026 up to and including 30 November 2026 no attest was issued that counts now.',
      },
    });
    expect((await http.get(archive('2026-11-23'))).status).toBe(404);
    expect((await certification.service.http.get(archive())).status).toBe(401);
  });

  it.each([
    ['2026-11-22', '2026-11-22', 200],
    ['2026-11-23', '2026-11-22', 422],
    ['2023-11-23', '2026-11-22', 200],
    ['2023-11-22', '2026-11-22', 422],
    ['2026-02-30', '2026-11-22', 400],
    ['', '2026-11-22', 400],
  ])('from %s to %s is %s: whole days, three years at most', async (from, to, status) => {
    expect((await http.get(archive(from, to))).status).toBe(status);
  });

  it('waits for PDFs that are not laid out yet, those of attests of before too', async () => {
    const [id = ''] = attestIds;
    await attestDocs().updateOne({ _id: id }, { $unset: { pdf: 1, pdfAskedAt: 1, locale: 1 } });
    const answer = await http.get(archive());
    expect(answer).toMatchObject({ status: 503, body: { type: expect.stringContaining('attests-being-laid-out') } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await eventually(async () => expect((await http.get(archive())).status).toBe(200));
  });

  it('has no attest that was revoked (V-14)', async () => {
    const learner = await certification.learner([{ federation: 'OVB', memberNumber: '710002' }]);
    const { id } = (await learner.request()).body;
    await isLaidOut(id);
    expect((await learner.http.get(archive())).status).toBe(200);
    await certification.close(learner);
    await eventually(async () => expect((await learner.http.get(archive())).status).toBe(404));
  });
});
