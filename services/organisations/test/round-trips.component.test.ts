import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { commandsOf, type HttpAnswer } from '@leerhuis/testkit';
import {
  newOrganisation,
  type OrganisationsUnderTest,
  organisationsUnderTest,
  type Somebody,
} from './organisations-under-test.ts';

let under: OrganisationsUnderTest;
let manager: Somebody;
let path: string;
let memberId: string;
let token: string;
beforeAll(async () => {
  under = await organisationsUnderTest({ INVITATION_REMINDER_SECONDS: '3600' });
  ({ manager, path } = await under.office());
  const { id, email } = await under.add(manager, path);
  memberId = id;
  token = await under.linkTo(email ?? '');
});
afterAll(() => under.stop());

const person = { firstName: 'An', lastName: 'Maes', roles: ['employee'] };
const operations: [operation: string, most: number, ask: () => Promise<HttpAnswer<unknown>>][] = [
  [
    'POST /organisation-requests',
    8,
    () =>
      under.service.http.post('/api/v1/organisation-requests', {
        organisation: newOrganisation(),
        person: { firstName: 'An', lastName: 'Maes', email: 'an@linde.example', locale: 'nl' },
      }),
  ],
  ['GET /organisations/{id}', 3, () => manager.http.get(path)],
  ['GET /organisations/{id}/members', 5, () => manager.http.get(`${path}/members`)],
  ['GET /organisations/{id}/members?q=', 5, () => manager.http.get(`${path}/members?q=pee`)],
  ['GET /organisations/{id}/members/{id}', 4, () => manager.http.get(`${path}/members/${memberId}`)],
  [
    'POST /organisations/{id}/members',
    14,
    () => manager.http.post(`${path}/members`, { ...person, email: 'round@trips.example' }),
  ],
  [
    'PATCH /organisations/{id}/members/{id}',
    9,
    () => manager.http.patch(`${path}/members/${memberId}`, { phone: '09 1' }),
  ],
  ['GET /memberships', 4, () => manager.http.get('/api/v1/memberships')],
  ['GET /invitations/{token}', 3, () => under.service.http.get(`/api/v1/invitations/${token}`)],
  ['PUT /invitations/{token}', 13, () => manager.http.put(`/api/v1/invitations/${token}`, { answer: 'refuse' })],
  ['GET /admin/organisations', 2, () => under.staff.get('/api/v1/admin/organisations')],
];

it.each(operations)('%s waits for the database %d times at most', async (_, most, ask) => {
  const sent = await commandsOf(ask);
  expect(String(sent.answer.status)).toMatch(/^2/);
  expect(sent.beyond(most)).toBe('');
});
