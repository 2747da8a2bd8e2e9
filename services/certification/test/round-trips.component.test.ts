import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { commandsOf, type HttpAnswer, type HttpClient } from '@leerhuis/testkit';
import { type AttestBody, type CertificationUnderTest, certificationUnderTest } from './certification-under-test.ts';

let certification: CertificationUnderTest;
let learner: Awaited<ReturnType<CertificationUnderTest['learner']>>;
let staff: HttpClient;
let attest: AttestBody;
beforeAll(async () => {
  certification = await certificationUnderTest();
  ({ staff } = certification);
  const memberships = [
    { federation: 'OVB' as const, memberNumber: '300001' },
    { federation: 'FBC' as const, memberNumber: 'B9001' },
  ];
  learner = await certification.learner(memberships);
});
afterAll(() => certification.stop());

async function ask() {
  const answer = await learner.request();
  attest = answer.body;
  return answer;
}

const operations: [operation: string, most: number, ask: () => Promise<HttpAnswer<unknown>>][] = [
  ['POST /attests', 10, ask],
  ['GET /attests', 2, () => learner.http.get('/api/v1/attests')],
  ['GET /attests/{id}', 2, () => learner.http.get(`/api/v1/attests/${attest.id}`)],
  ['GET /attests/{id}/pdf, for the first time', 7, () => learner.http.get(`/api/v1/attests/${attest.id}/pdf`)],
  ['GET /attests/{id}/pdf', 3, () => learner.http.get(`/api/v1/attests/${attest.id}/pdf`)],
  ['GET /verify/{code}', 1, () => certification.service.http.get(`/api/v1/verify/${attest.code}`)],
  ['GET /admin/registration-runs', 1, () => staff.get('/api/v1/admin/registration-runs')],
  ['GET /federations/{code}/registrations', 1, () => staff.get('/api/v1/federations/OVB/registrations')],
  ['GET /admin/registrations, with names', 2, () => staff.get('/api/v1/admin/registrations')],
  ['GET /admin/attests', 2, () => staff.get('/api/v1/admin/attests')],
  ['GET /admin/shared-member-numbers', 2, () => staff.get('/api/v1/admin/shared-member-numbers')],
];

it.each(operations)('%s waits for the database %d times at most', async (_, most, ask) => {
  const sent = await commandsOf(ask);
  expect(String(sent.answer.status)).toMatch(/^2/);
  expect(sent.beyond(most)).toBe('');
});
