import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '@leerhuis/demo/api';
import { given, type Journey } from '@leerhuis/demo/journey-context';
import { newStaff } from '@leerhuis/demo/new-staff';
import { checkDocument } from './check-document.ts';
import { fuzzTests } from './fuzz-routes.ts';
import { playedJourney } from './journey.ts';
import {
  answeredFields,
  comesInPages,
  isForPartners,
  isForStaff,
  isPersonal,
  isPublic,
  namesIn,
  type Operation,
  type RoutesUnderTest,
  readDescription,
  requestOf,
  rolesOf,
} from './operations.ts';
import { publicOperations } from './public-operations.ts';
import { type StaffRole, staffOperations, staffRoles } from './staff-operations.ts';
import { accountantLogin, mediatorLogin, type SystemUnderTest, staffLogin } from './system.ts';

/** The organisation that the learner of the journey manages, asked for and taken in once. */
async function organisationOf(journey: Journey): Promise<{ organisationId: string; membershipId: string }> {
  const [learner, staff] = [given(journey, 'learner'), given(journey, 'staff')];
  type Memberships = { items: { id: string; organisationId: string }[] };
  const mine = async () => (await learner.get<Memberships>('/api/v1/memberships')).body.items[0];
  const known = await mine();
  if (known) return { organisationId: known.organisationId, membershipId: known.id };
  const { email } = (await learner.get<{ email: string }>('/api/v1/me')).body;
  const address = { street: 'Lindelaan 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  const own = { name: 'Kantoor De Linde', country: 'BE', enterpriseNumber: '0123456749', address, kind: 'office' };
  const person = { firstName: 'An', lastName: 'Maes', email, locale: 'nl' };
  const organisation = { ...own, invoiceEmail: email, locale: 'nl' };
  await learner.post('/api/v1/organisation-requests', { body: { organisation, person } });
  const asked = await staff.get<{ items: { id: string }[] }>(
    '/api/v1/admin/organisations?q=0123456749&state=requested',
  );
  await staff.post(`/api/v1/admin/organisations/${asked.body.items[0]?.id}/approval`);
  const made = await mine();
  return { organisationId: made?.organisationId ?? '', membershipId: made?.id ?? '' };
}

/** What belongs to the learner of the journey, by the path that it is reached under. */
async function ownedBy(journey: Journey): Promise<[prefix: string, ids: Record<string, string>][]> {
  const learner = given(journey, 'learner');
  const order = given(journey, 'order');
  const enrolmentId = journey.enrolments.payment ?? '';
  const first = async (api: Api, path: string) =>
    (await api.get<{ items: { id: string }[] }>(path)).body.items[0]?.id ?? '';
  const invitation = async (api: Api) => {
    type Lots = { items: { sharing: { invitations: { id: string }[] } }[] };
    return (await api.get<Lots>('/api/v1/credits')).body.items[0]?.sharing.invitations[0]?.id ?? '';
  };
  const classroom = await learner.get<{ attentionChecks: { checkId: string }[] }>(
    `/api/v1/enrolments/${enrolmentId}/classroom`,
  );
  const { organisationId, membershipId } = await organisationOf(journey);
  return [
    ['/api/v1/memberships/{id}', { id: membershipId }],
    // nobody took a list of people in
    ['/api/v1/organisations/{organisationId}/member-imports', { organisationId, id: membershipId }],
    ['/api/v1/organisations/{organisationId}/members', { organisationId, id: membershipId }],
    ['/api/v1/organisations/{id}', { id: organisationId }],
    ['/api/v1/orders/{id}', { id: order.id }],
    // an employee alone asks for a yes; who plays has none to ask
    ['/api/v1/order-requests/{id}', { id: membershipId }],
    ['/api/v1/pro-formas/{id}', { id: order.proForma.id }],
    ['/api/v1/invoices/{id}', { id: order.invoice?.id ?? '' }],
    ['/api/v1/credits/{id}', { id: await first(learner, '/api/v1/credits') }],
    ['/api/v1/credit-invitations/{id}', { id: await invitation(learner) }],
    ['/api/v1/enrolments/{id}', { id: enrolmentId, checkId: classroom.body.attentionChecks[0]?.checkId ?? '' }],
    ['/api/v1/test-attempts/{id}', { id: journey.attemptId ?? '' }],
    ['/api/v1/attests/{id}', { id: journey.attests.credit?.id ?? '' }],
    ['/api/v1/sessions/{id}', { id: await first(learner, '/api/v1/sessions') }],
    // learners have none
    ['/api/v1/me/second-factor/passkeys/{id}', { id: 'c29tZWJvZHkgZWxzZQ' }],
    ['/api/v1/messages/{id}', { id: await first(learner, '/api/v1/messages'), n: '0' }],
  ];
}

/** What staff see of what belongs to others, by role; they change none of it. */
const seenByStaff: Record<string, StaffRole[]> = {
  'GET /api/v1/attests/{id}': ['operations'],
  'GET /api/v1/attests/{id}/pdf': ['operations'],
  'GET /api/v1/invoices/{id}': ['finance', 'operations'],
  'GET /api/v1/invoices/{id}/pdf': ['finance', 'operations'],
  'GET /api/v1/messages/{id}': ['finance', 'operations'],
  'GET /api/v1/messages/{id}/attachments/{n}': ['finance', 'operations'],
  'GET /api/v1/orders/{id}': ['finance', 'operations'],
  'GET /api/v1/pro-formas/{id}/pdf': ['finance', 'operations'],
};

async function partnerToken(staff: Api): Promise<string> {
  const partner = { name: 'Orde van Vlaamse Balies', federation: 'OVB' };
  type Added = { clientId: string; clientSecret: string };
  const { clientId, clientSecret } = (await staff.post<Added>('/api/v1/admin/partners', { body: partner })).body;
  const credentials = { body: { clientId, clientSecret } };
  return (await staff.post<{ accessToken: string }>('/api/v1/partner-tokens', credentials)).body.accessToken;
}

/** Every operation that the gateway's description names: who may, whose it is, and what it answers. */
export function routeTests(under: () => SystemUnderTest): void {
  describe('the public API', () => {
    let routes: RoutesUnderTest;
    /** Somebody with that role alone. */
    const ofRole = new Map<StaffRole, string>();
    const context = () => routes;

    beforeAll(async () => {
      const { system, logIn } = under();
      const journey = await playedJourney(under());
      const [learner, other, staff] = await Promise.all(
        [accountantLogin, mediatorLogin, staffLogin].map(([email, password]) => logIn(email, password)),
      );
      const tokens = {
        learner: learner?.token ?? '',
        other: other?.token ?? '',
        staff: staff?.token ?? '',
        partner: await partnerToken(given(journey, 'staff')),
      };
      for (const role of staffRoles) ofRole.set(role, (await newStaff(journey, given(journey, 'staff'), [role])).token);
      routes = {
        gatewayUrl: system.gatewayUrl,
        healthUrl: system.healthUrl('gateway'),
        description: await readDescription(system.gatewayUrl),
        tokens,
        journey,
      };
    }, 120_000);

    const ask = (operation: Operation, token: string | undefined, ids?: Record<string, string>) => {
      const { path, init } = requestOf(operation, routes.description, ids);
      const headers = token ? { ...init.headers, authorization: `Bearer ${token}` } : init.headers;
      return fetch(routes.gatewayUrl + path, { ...init, headers, redirect: 'manual' });
    };
    /** Asks with a body of a kind that nobody reads: whether somebody may is told before that, so nothing is changed. */
    const knock = (operation: Operation, token: string) => {
      const { path, init } = requestOf(operation, routes.description);
      const headers = { authorization: `Bearer ${token}` };
      const body = init.body ? { body: 'x' } : {};
      return fetch(routes.gatewayUrl + path, { method: init.method ?? 'get', ...body, headers, redirect: 'manual' });
    };
    /** Statuses that differ from what is wanted, so that a failure names every operation at once. */
    async function differing(operations: Operation[], wanted: number, token?: string): Promise<string[]> {
      const wrong: string[] = [];
      for (const operation of operations) {
        const answer = await ask(operation, token);
        await answer.arrayBuffer();
        if (answer.status !== wanted) wrong.push(`${operation.title}: ${answer.status}`);
      }
      return wrong;
    }

    it('is described in sound OpenAPI 3.1, every operation once', () => {
      expect(checkDocument(routes.description.document)).toEqual([]);
      expect(routes.description.operations.length).toBeGreaterThan(60);
    });

    it('is open to everybody where that was decided, and nowhere else', () => {
      const open = routes.description.operations.filter(isPublic).map(({ title }) => title);
      expect(open.sort()).toEqual(publicOperations);
    });

    it('asks for a token wherever it is not declared public', async () => {
      const closed = routes.description.operations.filter((operation) => !isPublic(operation));
      expect(await differing(closed, 401)).toEqual([]);
      expect(await differing(closed, 401, 'a.forged.token')).toEqual([]);
    });

    it('keeps learners out of what is for staff or for federations', async () => {
      const forOthers = routes.description.operations.filter((one) => isForStaff(one) || isForPartners(one));
      expect(forOthers.length).toBeGreaterThan(15);
      expect(await differing(forOthers, 403, routes.tokens.learner)).toEqual([]);
    });

    const forSomeStaff = () => routes.description.operations.filter((one) => rolesOf(one).length > 0);

    it('is for the roles of staff that were decided, operation by operation', () => {
      const told = forSomeStaff().map((one) => [one.title, rolesOf(one)]);
      expect(Object.fromEntries(told)).toEqual(staffOperations);
    });

    it.each(staffRoles)('lets staff of %s do what is theirs, and keeps them out of the rest', async (role) => {
      const wrong: string[] = [];
      for (const operation of forSomeStaff()) {
        const answer = await knock(operation, ofRole.get(role) ?? '');
        await answer.arrayBuffer();
        const may = rolesOf(operation).includes(role);
        if (answer.status === 401 || may === (answer.status === 403))
          wrong.push(`${operation.title}: ${answer.status}`);
      }
      expect(wrong).toEqual([]);
    });

    it('is for staff under /api/v1/admin, and nowhere else', () => {
      const { operations } = routes.description;
      const wrong = operations.filter((one) => isForStaff(one) !== one.path.startsWith('/api/v1/admin/'));
      expect(wrong.map(({ title }) => title)).toEqual([]);
    });

    it('tells staff of every list that comes in pages how many there are', () => {
      const lists = routes.description.operations.filter((one) => isForStaff(one) && comesInPages(one));
      const untold = lists.filter((one) => !answeredFields(one, routes.description).includes('total'));
      expect(untold.map(({ title }) => title)).toEqual([]);
      expect(lists.length).toBeGreaterThan(15);
    });

    it('keeps partners out of whatever is not for federations', async () => {
      const forOthers = routes.description.operations.filter((one) => !isPublic(one) && !isForPartners(one));
      expect(await differing(forOthers, 403, routes.tokens.partner)).toEqual([]);
    });

    /** What somebody who owns none of it is answered on each operation of a learner's things, apart from 404. */
    async function shownTo(token: string): Promise<string[]> {
      const owned = await ownedBy(routes.journey);
      const personal = routes.description.operations.filter(isPersonal);
      expect(personal.length).toBeGreaterThan(15);
      const shown: string[] = [];
      for (const operation of personal) {
        const [, ids] = owned.find(([prefix]) => operation.path.startsWith(prefix)) ?? [];
        if (!ids || Object.values(ids).includes('')) {
          shown.push(`${operation.title}: nobody's id is known here; add it to ownedBy`);
          continue;
        }
        const answer = await ask(operation, token, ids);
        const body = await answer.text();
        if (answer.ok) shown.push(operation.title);
        else if (answer.status !== 404) shown.push(`${operation.title}: ${answer.status} ${body.slice(0, 200)}`);
      }
      return shown.sort();
    }

    it('hides from a learner what belongs to another', async () => {
      expect(await shownTo(routes.tokens.other)).toEqual([]);
    });

    it('lets staff look at what belongs to a learner where that was decided, and act for nobody', async () => {
      expect(await shownTo(routes.tokens.staff)).toEqual(Object.keys(seenByStaff));
      for (const role of staffRoles) {
        const theirs = Object.entries(seenByStaff).filter(([, roles]) => roles.includes(role));
        expect([role, await shownTo(ofRole.get(role) ?? '')]).toEqual([role, theirs.map(([title]) => title)]);
      }
    });

    it('takes no address for a name, wherever one is asked', () => {
      const names = routes.description.operations.flatMap((operation) =>
        namesIn(operation, routes.description).map(
          ([field, schema]) => [`${operation.title} ${field}`, schema] as const,
        ),
      );
      const loose = names.filter(([, schema]) => routes.description.check(schema)('https://evil.example'));
      expect(loose.map(([title]) => title)).toEqual([]);
      expect(names.length).toBeGreaterThan(5);
    });

    it('is reached through the gateway in full, and names the methods there are when another is used', async () => {
      const wrong: string[] = [];
      for (const [path, methods] of Object.entries(routes.description.document.paths)) {
        const known = Object.keys(methods);
        const unused = ['delete', 'put', 'patch', 'post'].find((method) => !known.includes(method)) ?? '';
        const operation = routes.description.operations.find((one) => one.path === path) as Operation;
        const { path: address } = requestOf(operation, routes.description);
        const answer = await fetch(routes.gatewayUrl + address, { method: unused.toUpperCase() });
        await answer.arrayBuffer();
        const allowed = (answer.headers.get('allow') ?? '').toLowerCase();
        if (answer.status !== 405 || !known.every((method) => allowed.includes(method)))
          wrong.push(`${unused} ${path}: ${answer.status}, Allow: ${allowed}`);
      }
      expect(wrong).toEqual([]);
    });

    fuzzTests(context);
  });
}
