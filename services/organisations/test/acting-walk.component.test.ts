import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type HttpClient, outsiders, tokenFor, type WalkCast, walk } from '@leerhuis/testkit';
import { type OrganisationsUnderTest, organisationsUnderTest, type Somebody } from './organisations-under-test.ts';

let under: OrganisationsUnderTest;
let cast: WalkCast;
let path: string;
let manager: Somebody;
beforeAll(async () => {
  under = await organisationsUnderTest();
  const { http } = under.service;
  const [office, other] = [await under.office(), await under.office()];
  ({ path, manager } = office);
  const members = under.service.database.connection.collection<{ _id: string }>('members');
  const acting = async (organisationId: string, accountId: string): Promise<HttpClient> => {
    const membershipId = String((await members.findOne({ organisationId, accountId }))?._id);
    return http.as(await tokenFor({ kind: 'member', accountId, organisationId, membershipId }));
  };
  const employee = await under.join(manager, path, ['employee']);
  const leaver = await under.join(manager, path, ['manager']);
  const ended = await acting(office.id, leaver.accountId);
  expect((await manager.http.delete(`${path}/members/${leaver.member.id}`)).status).toBe(204);
  const colleague = await acting(office.id, employee.accountId);
  const planner = await under.join(manager, path, ['planner']);
  const seeing = await acting(office.id, planner.accountId);
  cast = {
    ...(await outsiders(http)),
    ...{ manager: await acting(office.id, manager.accountId), ended },
    managerOfAnother: await acting(other.id, other.manager.accountId),
    person: http.as(await tokenFor({ accountId: manager.accountId })),
    // every member may see it
    colleagueWithout: async (right) =>
      right === 'see-organisation' ? null : right === 'change-people' ? seeing : colleague,
  };
}, 60_000);
afterAll(() => under.stop());

it('each operation gives to each what is theirs, and nothing of an organisation to others (C-5, C-7)', async () => {
  const raw = { content: 'Voornaam;Familienaam;E-mail\nBo;Peeters;bo@linde.example', contentType: 'text/csv' };
  const at = () => under.add(manager, path).then(({ id }) => `${path}/members/${id}`);
  const imported = async () => {
    const answer = await manager.http.post<{ id: string }>(`${path}/member-imports?dryRun=true`, undefined, { raw });
    expect(answer.status).toBe(202);
    return `${path}/member-imports/${answer.body.id}`;
  };
  const details = async () => (await manager.http.get<Record<string, unknown>>(path)).body;
  const changeable = ['name', 'vatNumber', 'address', 'postalAddress', 'invoiceEmail', 'locale', 'demandsOrderNumber'];
  const more = ['employeesMayBind', 'kind', 'legalForm', 'establishments'];
  const figures = {
    linkedIncluded: true,
    fte: 3,
    turnover: { amount: 1, currency: 'EUR' },
    balanceTotal: { amount: 1, currency: 'EUR' },
  };
  const person = { firstName: 'An', lastName: 'Maes', roles: ['employee'], email: null };
  const wrong = await walk(under.service, cast, {
    'GET /api/v1/organisations/{id}': () => ({ path }),
    'PUT /api/v1/organisations/{id}': async () => {
      const known = await details();
      return { path, body: Object.fromEntries([...changeable, ...more].map((field) => [field, known[field] ?? null])) };
    },
    'GET /api/v1/organisations/{id}/size': () => ({ path: `${path}/size` }),
    'PUT /api/v1/organisations/{id}/size': () => ({ path: `${path}/size`, body: figures }),
    'GET /api/v1/organisations/{organisationId}/members': () => ({ path: `${path}/members` }),
    'POST /api/v1/organisations/{organisationId}/members': () => ({
      takes: 'change-people',
      path: `${path}/members`,
      body: person,
    }),
    'GET /api/v1/organisations/{organisationId}/members/{id}': async () => ({ path: await at() }),
    'PATCH /api/v1/organisations/{organisationId}/members/{id}': async () => ({
      path: await at(),
      body: { phone: '09 1' },
      takes: 'change-people',
    }),
    'DELETE /api/v1/organisations/{organisationId}/members/{id}': async () => ({
      takes: 'change-people',
      path: await at(),
    }),
    'POST /api/v1/organisations/{organisationId}/members/{id}/invitation': async () => ({
      takes: 'change-people',
      path: `${await at()}/invitation`,
      body: {},
    }),
    'GET /api/v1/organisations/{organisationId}/member-imports': () => ({ path: `${path}/member-imports` }),
    'POST /api/v1/organisations/{organisationId}/member-imports': () => ({
      path: `${path}/member-imports?dryRun=true`,
      raw,
    }),
    'GET /api/v1/organisations/{organisationId}/member-imports/{id}': async () => ({ path: await imported() }),
    'GET /api/v1/organisations/{organisationId}/member-imports/{id}/rows': async () => ({
      path: `${await imported()}/rows`,
    }),
    'GET /api/v1/organisations/{organisationId}/member-imports/{id}/failed-rows': async () => ({
      path: `${await imported()}/failed-rows`,
    }),
  });
  expect(wrong).toEqual([]);
}, 60_000);
