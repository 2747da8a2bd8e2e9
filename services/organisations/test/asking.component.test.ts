import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { memberChangedV1, organisationChangedV1 } from '@leerhuis/contracts';
import { eventually, tokenFor } from '@leerhuis/testkit';
import {
  type MemberBody,
  newNumber,
  newOrganisation,
  type OrganisationsUnderTest,
  organisationsUnderTest,
  type Page,
} from './organisations-under-test.ts';

let under: OrganisationsUnderTest;
beforeAll(async () => {
  under = await organisationsUnderTest();
});
afterAll(() => under.stop());

interface OrganisationBody {
  id: string;
  name: string;
  state: string;
  enterpriseNumber: string;
  employeesMayBind: string;
  closed: { reason: string; mergedInto: string | null; mergedIntoName?: string } | null;
}
const admin = '/api/v1/admin/organisations';
const person = (email: string) => ({ firstName: 'An', lastName: 'Maes', email, locale: 'nl' });

async function asked(email: string, more: object = {}): Promise<OrganisationBody> {
  const organisation = newOrganisation(more);
  const answer = await under.service.http.post('/api/v1/organisation-requests', {
    organisation,
    person: person(email),
  });
  expect(answer.status).toBe(202);
  const found = await under.staff.get<Page<OrganisationBody>>(
    `${admin}?q=${organisation.enterpriseNumber}&state=requested`,
  );
  return found.body.items[0] as OrganisationBody;
}

describe('asking for an organisation (C-1)', () => {
  it('anybody asks; staff approve; the link in the mail makes who asked its manager, once they have an account', async () => {
    const email = 'nieuw@linde.example';
    const { id, state, employeesMayBind } = await asked(email);
    expect({ state, employeesMayBind }).toEqual({ state: 'requested', employeesMayBind: 'after-yes' });
    await under.mails.waitFor(({ data }) => data.template === 'organisation-asked' && data.recipient.email === email);
    expect(under.events.of(organisationChangedV1).filter(({ subject }) => subject === id)).toEqual([]);

    const approved = await under.staff.post<OrganisationBody>(`${admin}/${id}/approval`);
    expect(approved.body.state).toBe('active');
    expect((await under.staff.post(`${admin}/${id}/approval`)).status).toBe(409);
    const told = await under.events.waitFor(organisationChangedV1, ({ subject }) => subject === id);
    expect(told.data).toMatchObject({ state: 'active', revision: 2, size: null, buysOnAccount: false });

    const link = `/api/v1/invitations/${await under.linkTo(email)}`;
    const offer = await under.service.http.get(link);
    expect(offer.body).toMatchObject({ roles: ['manager'], kind: 'join', hasAccount: false, email });
    const yes = await under.service.http.put(link, { answer: 'accept' });
    expect(yes.body).toMatchObject({ state: 'awaits-account' });
    const an = await under.somebody(email);
    const mine = await eventually(async () => {
      const { body } = await an.http.get<Page<{ organisationId: string; roles: string[] }>>('/api/v1/memberships');
      return body.items.length === 1 && body.items;
    });
    expect(mine[0]).toMatchObject({ organisationId: id, roles: ['manager'] });
    const member = await under.events.waitFor(memberChangedV1, ({ data }) => data.accountId === an.accountId);
    expect(member.data).toMatchObject({ organisationId: id, state: 'active', roles: ['manager'] });
    expect(member.data.rights).toContain('change-people');
  });

  it('who is logged in with their own address manages it as soon as staff say yes', async () => {
    const { manager, path } = await under.office();
    await under.mails.waitFor(
      ({ data }) => data.template === 'organisation-ready' && data.recipient.email === manager.email,
    );
    expect((await manager.http.get<OrganisationBody>(path)).body.state).toBe('active');
  });

  it('who is logged in and gives another address gets a link there', async () => {
    const { http } = await under.somebody();
    const organisation = newOrganisation();
    await http.post('/api/v1/organisation-requests', { organisation, person: person('baas@linde.example') });
    const found = await under.staff.get<Page<OrganisationBody>>(`${admin}?q=${organisation.enterpriseNumber}`);
    await under.staff.post(`${admin}/${found.body.items[0]?.id}/approval`);
    expect(await under.linkTo('baas@linde.example')).not.toBe('');
    expect((await http.get<Page<unknown>>('/api/v1/memberships')).body.items).toEqual([]);
  });

  it('staff refuse with a reason, which the mail tells', async () => {
    const { id } = await asked('neen@linde.example');
    expect((await under.staff.post(`${admin}/${id}/refusal`, {})).status).toBe(400);
    const reason = 'Dit nummer is van een andere onderneming.';
    expect((await under.staff.post<OrganisationBody>(`${admin}/${id}/refusal`, { reason })).body).toMatchObject({
      state: 'closed',
      closed: { reason, mergedInto: null },
    });
    const mail = await under.mails.waitFor(({ data }) => data.template === 'organisation-refused');
    expect(mail.data).toMatchObject({ recipient: { email: 'neen@linde.example', name: '' }, data: { reason } });
    expect((await under.staff.post(`${admin}/${id}/approval`)).status).toBe(409);
  });

  it('tells all that is wrong with the form in one answer', async () => {
    const organisation = newOrganisation({
      name: '',
      enterpriseNumber: '0123456748',
      establishment: '123',
      vatNumber: 'BE1',
      invoiceEmail: 'x',
      address: { street: 'a', postalCode: '1', city: 'Gent', country: 'BE' },
    });
    const answer = await under.service.http.post<{ errors: { field: string }[] }>('/api/v1/organisation-requests', {
      organisation,
      person: person('an@'),
    });
    expect(answer.status).toBe(400);
    const fields = answer.body.errors.map(({ field }) => field);
    for (const field of [
      'name',
      'enterpriseNumber',
      'establishment',
      'vatNumber',
      'invoiceEmail',
      'address.postalCode',
    ])
      expect(fields).toContain(`organisation.${field}`);
    expect(fields).toContain('person.email');
  });

  it('takes a number as its register gives it, and refuses one that is unsound', async () => {
    const number = newNumber();
    const written = `BE ${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`;
    const good = { organisation: newOrganisation({ enterpriseNumber: written }), person: person('an@linde.example') };
    expect((await under.service.http.post('/api/v1/organisation-requests', good)).status).toBe(202);
    const found = await under.staff.get<Page<OrganisationBody>>(`${admin}?q=${number}`);
    expect(found.body.items.map((each) => each.enterpriseNumber)).toEqual([number]);
    const bad = { ...good, organisation: newOrganisation({ enterpriseNumber: '0123456748' }) };
    const refused = await under.service.http.post('/api/v1/organisation-requests', bad);
    expect(refused.body).toMatchObject({ errors: [{ field: 'organisation.enterpriseNumber' }] });
    const dutch = { ...good, organisation: newOrganisation({ enterpriseNumber: '12345678' }) };
    const elsewhere = await under.service.http.post('/api/v1/organisation-requests', dutch);
    expect(elsewhere.body).toMatchObject({ errors: [{ field: 'organisation.enterpriseNumber' }] });
  });

  it('is limited per internet address', async () => {
    const strict = await organisationsUnderTest({ ORGANISATION_REQUESTS_PER_HOUR: '1' });
    try {
      const ask = () =>
        strict.service.http.post('/api/v1/organisation-requests', {
          organisation: newOrganisation(),
          person: person('an@linde.example'),
        });
      expect((await ask()).status).toBe(202);
      const second = await ask();
      expect(second.status).toBe(429);
      expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await strict.stop();
    }
  });
});

describe('one organisation per number and establishment', () => {
  it('a second one is refused, by its number or the house of a group', async () => {
    const number = newNumber();
    const first = await asked('a@linde.example', { enterpriseNumber: number });
    const second = await asked('b@linde.example', { enterpriseNumber: number });
    const both = await Promise.all([first, second].map(({ id }) => under.staff.post(`${admin}/${id}/approval`)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const house = { organisation: newOrganisation({ enterpriseNumber: number, establishment: '2000000339' }) };
    const made = await under.staff.post<OrganisationBody>(admin, { ...house, manager: person('c@linde.example') });
    expect(made.status).toBe(201);
    const again = await under.staff.post(admin, { ...house, manager: person('d@linde.example') });
    expect(again.body).toMatchObject({ errors: [{ field: 'enterpriseNumber' }] });
  });

  it('houses of one number share its size (K-2, K-3)', async () => {
    const one = await under.office();
    const { enterpriseNumber } = (await one.manager.http.get<OrganisationBody>(one.path)).body;
    const two = await under.office({ enterpriseNumber, establishment: '2000000339' });
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    const figures = { fte: 49.5, turnover: euros(9e8), balanceTotal: euros(9e9), linkedIncluded: true };
    const told = await one.manager.http.put(`${one.path}/size`, figures);
    expect(told.body).toMatchObject({ size: 'small', fte: 49.5, toldByName: 'Zoë Kovačić' });
    expect((await two.manager.http.get(`${two.path}/size`)).body).toMatchObject({ size: 'small' });
    const fact = await under.events.waitFor(
      organisationChangedV1,
      ({ subject, data }) => subject === two.id && data.size !== null,
    );
    expect(fact.data.size).toBe('small');
    expect((await one.manager.http.put(`${one.path}/size`, { ...figures, linkedIncluded: false })).status).toBe(400);
  });
});

describe('an organisation', () => {
  it('is read and changed by its manager, with the revision that they saw; by nobody else', async () => {
    const { manager, path, id } = await under.office();
    const known = await manager.http.get<Record<string, unknown>>(path);
    const {
      id: _1,
      state: _2,
      country: _3,
      enterpriseNumber: _4,
      establishment: _5,
      buysOnAccount: _6,
      ...details
    } = known.body;
    const change = { ...details, name: 'De Linde BV', demandsOrderNumber: true };
    const headers = { 'If-Match': known.headers.get('etag') ?? '' };
    expect((await manager.http.put(path, change, { headers })).status).toBe(200);
    expect((await manager.http.put(path, change, { headers })).status).toBe(412);
    const stranger = await under.somebody();
    expect((await stranger.http.get(path)).status).toBe(404);
    expect((await stranger.http.put(path, change)).status).toBe(404);
    expect((await under.staff.get(path)).status).toBe(404);
    const employee = await under.join(manager, path, ['employee']);
    expect((await employee.http.get(path)).status).toBe(200);
    expect((await employee.http.put(path, change)).status).toBe(403);
    const audit = await under.staff.get<Page<{ action: string; before: object; after: object }>>(
      `/api/v1/admin/organisations-audit?subject=${id}`,
    );
    expect(audit.body.items[0]).toMatchObject({ action: 'organisation.changed', after: { name: 'De Linde BV' } });
  });

  it('staff decide whether it buys on account', async () => {
    const { id } = await under.office();
    const { body } = await under.staff.get<Record<string, unknown>>(`${admin}/${id}`);
    const { id: _1, state: _2, madeAt: _3, request: _4, closed: _5, ...details } = body;
    const changed = await under.staff.put(`${admin}/${id}`, { ...details, buysOnAccount: true });
    expect(changed.body).toMatchObject({ buysOnAccount: true });
    await under.events.waitFor(organisationChangedV1, ({ subject, data }) => subject === id && data.buysOnAccount);
  });

  it('that is closed gives no rights at once, and ends the places of its people', async () => {
    const { id, manager, path } = await under.office();
    const employee = await under.join(manager, path, ['employee']);
    expect((await under.staff.post(`${admin}/${id}/closure`, { reason: 'Stopgezet' })).status).toBe(200);
    expect((await manager.http.get(path)).status).toBe(403);
    await eventually(async () => {
      expect((await employee.http.get<Page<unknown>>('/api/v1/memberships')).body.items).toEqual([]);
    });
    const ended = await under.events.waitFor(
      memberChangedV1,
      ({ data }) => data.accountId === employee.accountId && data.state === 'ended',
    );
    expect(ended.data.rights).toEqual([]);
  });

  it('that is the same as another is merged into it, people and all', async () => {
    const [one, two] = [await under.office(), await under.office({ name: 'De Eik' })];
    const both = await under.join(one.manager, one.path, ['employee']);
    await under.add(two.manager, two.path, { email: both.email, roles: ['planner'] });
    await both.http.put(`/api/v1/invitations/${await under.linkTo(both.email, 2)}`, { answer: 'accept' });
    const alone = await under.join(one.manager, one.path, ['accountant']);
    const merged = await under.staff.post(`${admin}/${one.id}/merge`, { into: two.id, reason: 'Eén onderneming' });
    expect(merged.body).toMatchObject({ closed: { mergedInto: two.id, mergedIntoName: 'De Eik' } });
    await eventually(async () => {
      for (const { http } of [alone, one.manager])
        expect((await http.get<Page<object>>('/api/v1/memberships')).body.items).toMatchObject([
          { organisationName: 'De Eik' },
        ]);
      expect((await both.http.get<Page<object>>('/api/v1/memberships')).body.items).toMatchObject([
        { organisationId: two.id, roles: ['employee', 'planner'] },
      ]);
    });
    const people = await two.manager.http.get<Page<MemberBody>>(`${two.path}/members`);
    expect(people.body.total?.count).toBe(4);
    const refused = await under.staff.post(`${admin}/${two.id}/merge`, { into: two.id, reason: 'zelf' });
    expect(refused.status).toBe(422);
  });
});

it('staff without the role of operations change nothing', async () => {
  const finance = under.service.http.as(await tokenFor({ accountId: 'f', roles: ['finance'] }));
  expect((await finance.get(admin)).status).toBe(200);
  expect((await finance.post(`${admin}/x/approval`)).status).toBe(403);
});

it('reads nothing without an index', async () => {
  expect(await under.service.scansSeen()).toEqual([]);
});
