import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { demoOrganisations } from '../src/demo-organisations/the-organisations.ts';
import { type OrganisationsUnderTest, organisationsUnderTest, type Page } from './organisations-under-test.ts';

let under: OrganisationsUnderTest;
beforeAll(async () => {
  under = await organisationsUnderTest({ DEMO_ORGANISATIONS: 'true' });
});
afterAll(() => under.stop());

it('has organisations for show, whose people belong to them as soon as they have an account, after another start too', async () => {
  const admin = '/api/v1/admin/organisations';
  const people = () => under.service.database.connection.collection('members').countDocuments();
  const all = demoOrganisations.flatMap((each) => each.people);
  expect(await people()).toBe(all.length);
  const sarah = await under.somebody('facturation@demo.leerhuis.test');
  const mine = await eventually(async () => {
    const { body } = await sarah.http.get<Page<{ organisationName: string; roles: string[] }>>('/api/v1/memberships');
    return body.items.length === 2 && body.items;
  });
  expect(mine.map(({ organisationName }) => organisationName).sort()).toEqual([
    'Fiduciaire Dubois SRL',
    'Zorghuis De Brug',
  ]);
  const closed = await under.staff.post(`${admin}/${demoOrganisations[0]?.id}/closure`, { reason: 'played enough' });
  expect(closed.status).toBe(200);

  await under.service.restart();
  const { body } = await under.staff.get<Page<{ state: string }>>(`${admin}?limit=10`);
  expect(body.items.map(({ state }) => state).sort()).toEqual(['active', 'active', 'closed']);
  expect(await people()).toBe(all.length);
  const invited = all.filter(({ as }) => as === 'invited').map(({ email }) => email ?? '');
  for (const email of invited) expect(under.mailsTo(email, 'organisation-invitation')).toHaveLength(1);
}, 60_000);
