import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { activationGrantedV1, coursePublishedV1 } from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { type HttpClient, publishEvent } from '@leerhuis/testkit';
import { courseSnapshot } from './catalogue.ts';
import { type Colleague, type Office, openOffice } from './colleagues.ts';
import { buyHours, soon } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

interface Movement {
  kind: string;
  minutes: number;
  accountId: string | null;
  courseId: string | null;
  courseTitle?: string;
  name: string | null;
}
interface Credits {
  totalMinutes: number;
  items: {
    id: string;
    organisationId: string | null;
    leftMinutes: number;
    sharing: { shared: boolean; everybody?: boolean; learners: string[]; people: object[]; invitations: object[] };
    movements: Movement[];
  }[];
  sharedWithMe: {
    id: string;
    ownerName?: string;
    organisationId?: string | null;
    leftMinutes: number;
    movements: Movement[];
  }[];
}
interface Activation {
  id: string;
  organisationId: string | null;
}

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
let courses: string[];
beforeAll(async () => {
  orders = await ordersUnderTest();
  const published = Array.from({ length: 3 }, () => courseSnapshot({ minutes: 60, price: 5_000 }));
  for (const data of published)
    await publishEvent(orders.service.namespace, coursePublishedV1, { subject: data.courseId, data });
  courses = published.map(({ courseId }) => courseId);
  const { connection } = orders.service.database;
  await soon(async () => (await connection.collection('coursePrices').estimatedDocumentCount()) === 5);
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const lots = () => orders.service.database.connection.collection<{ _id: string; left: number }>('creditLots');
const movements = () => orders.service.database.connection.collection<{ _id: string }>('creditMovements');

/** Hours that were bought for an organisation, as an order of one gives them. */
async function giveHours({ organisationId }: Office, minutes = 600, days = 900): Promise<string> {
  const _id = newId();
  const expiresAt = new Date(Date.now() + days * 86_400_000);
  const owner = { ownerId: null, organisationId, isForAll: false, members: [] };
  const price = { amount: 45_000, currency: 'EUR' };
  const bought = {
    orderId: newId(),
    lineId: newId(),
    title: { nl: 'EDUC 10' },
    price,
    grantedAt: new Date(),
    expiresAt,
  };
  const lot = {
    _id,
    ...owner,
    ...bought,
    granted: minutes,
    left: minutes,
    isShared: false,
    invitations: [],
    learners: [],
  };
  await lots().insertOne(lot as never);
  const nobody = { accountId: null, activationId: null, courseId: null };
  const granted = { _id: newId(), lotId: _id, kind: 'granted', minutes, at: new Date(), ...nobody };
  await movements().insertOne(granted as never);
  return _id;
}

const see = async (http: HttpClient) => (await http.get<Credits>('/api/v1/credits')).body;
const share = (
  manager: Colleague,
  lotId: string,
  body: { shared?: boolean; learners?: string[]; everybody?: boolean },
) =>
  manager.place.http.put<Credits['items'][0]>(`/api/v1/credits/${lotId}/sharing`, {
    shared: true,
    learners: [],
    ...body,
  });
const spend = (http: HttpClient, n = 0, more = {}) =>
  http.post<Activation>('/api/v1/activations', { courseId: courses[n], fromCredit: true, ...more });
const mailsTo = (address: string, template: string) =>
  orders.mails.jobs.filter(({ data }) => data.template === template && data.recipient.email === address);
const told = (address: string, template: string, values: object) =>
  soon(() =>
    expect(mailsTo(address, template).map(({ data }) => data.data)).toContainEqual(expect.objectContaining(values)),
  );

/** An office with hours, a manager of it and an employee who is linked. */
async function officeWithHours() {
  const office = await openOffice(orders);
  const [manager, employee] = [await office.manager(), await office.colleague()];
  const lotId = await giveHours(office);
  const { membershipId } = employee.place.member;
  expect((await share(manager, lotId, { learners: [membershipId] })).status).toBe(200);
  return { office, manager, employee, lotId };
}

describe('hours of an organisation (V-8)', () => {
  it('are spent by who is linked, on their own account and for the organisation', async () => {
    const { office, manager, employee } = await officeWithHours();
    const { organisationId } = office;
    const stranger = await office.colleague();
    expect(await see(employee.place.http)).toMatchObject({
      totalMinutes: 0,
      items: [],
      sharedWithMe: [{ organisationId, ownerName: 'Advocatenkantoor De Linde', leftMinutes: 600, movements: [] }],
    });
    const activated = await spend(employee.place.http);
    expect(activated).toMatchObject({ status: 201, body: { organisationId, source: 'credit' } });
    await orders.events.waitFor(activationGrantedV1, ({ subject }) => subject === activated.body.id);
    expect((await spend(stranger.place.http)).status).toBe(422);
    expect((await see(stranger.place.http)).sharedWithMe).toEqual([]);
    const { sharedWithMe } = await see(employee.place.http);
    expect(sharedWithMe).toMatchObject([{ leftMinutes: 540, movements: [{ minutes: -60, courseId: courses[0] }] }]);
    const [lot] = (await see(manager.place.http)).items;
    expect(lot).toMatchObject({ organisationId, leftMinutes: 540 });
    expect(lot?.movements[1]).toMatchObject({ minutes: -60, name: 'Karel Claes', accountId: 'withheld' });
    expect(lot?.movements[1]?.courseTitle).toEqual(expect.stringMatching(/./));
    expect(lot?.sharing).toMatchObject({
      learners: [employee.place.member.membershipId],
      people: [{ learner: employee.place.member.membershipId, learnerName: 'Karel Claes' }],
      invitations: [],
    });
    expect(JSON.stringify(lot)).not.toContain(employee.accountId);
  });

  it('are seen and shared out by the right to enrol people; others see what they may spend', async () => {
    const { office, employee, lotId } = await officeWithHours();
    const accountant = await office.join(await orders.buyer(), { rights: ['see-organisation', 'see-invoices'] });
    const elsewhere = await openOffice(orders);
    const rival = await elsewhere.manager();
    const path = `/api/v1/credits/${lotId}`;
    for (const [who, whole, list, change] of [
      [accountant.place.http, 0, 200, 403],
      [employee.place.http, 0, 200, 403],
      [rival.place.http, 0, 404, 404],
      [accountant.http, 0, 404, 404],
      [employee.http, 0, 404, 404],
    ] as const) {
      expect((await see(who)).items).toHaveLength(whole);
      expect((await who.get(`${path}/movements`)).status).toBe(list);
      expect((await who.put(`${path}/sharing`, { shared: false, learners: [] })).status).toBe(change);
    }
    const page = await employee.place.http.get<{ items: object[] }>(`${path}/movements`);
    expect(page.body.items).toEqual([]);
    expect((await spend(accountant.place.http)).status).toBe(422);
  });

  it('are for all of its people when they are switched so, for nobody when sharing is off, and always for who shares them out', async () => {
    const { office, manager, employee, lotId } = await officeWithHours();
    const other = await office.colleague();
    expect((await share(manager, lotId, { everybody: true })).body.sharing).toMatchObject({ everybody: true });
    expect((await spend(other.place.http)).status).toBe(201);
    expect((await spend(employee.place.http)).status).toBe(201);
    await share(manager, lotId, { shared: false, everybody: true });
    expect((await spend(other.place.http, 1)).status).toBe(422);
    expect((await spend(manager.place.http)).status).toBe(201);
    const running = await other.http.get('/api/v1/activations');
    expect(running.body).toMatchObject({ items: [{ state: 'open' }] });
  });

  it('are shared out by work address too, with nobody who is not of it', async () => {
    const { office, manager, employee, lotId } = await officeWithHours();
    const address = employee.place.member.workEmail as string;
    expect((await share(manager, lotId, { learners: [address] })).body.sharing.learners).toEqual([
      employee.place.member.membershipId,
    ]);
    const stranger = await (await openOffice(orders)).colleague();
    const refused = await share(manager, lotId, { learners: [stranger.place.member.membershipId] });
    expect(refused).toMatchObject({ status: 422, body: { type: expect.stringMatching(/not-of-office$/) } });
    const contact = await office.join(await orders.buyer(), { state: 'contact', accountId: null, rights: [] });
    expect((await share(manager, lotId, { learners: [contact.place.member.membershipId] })).status).toBe(200);
    await contact.place.change({ state: 'active', accountId: contact.accountId, rights: ['see-organisation'] });
    await office.isHeard(contact.place);
    expect((await spend(contact.http)).status).toBe(201);
  });

  it('are told of at work: linked, unlinked, switched off; and at their own address when the place ends', async () => {
    const { office, manager, employee, lotId } = await officeWithHours();
    const { membershipId, workEmail } = employee.place.member;
    const at = workEmail as string;
    await told(at, 'credit-linked', { sharedBy: 'Advocatenkantoor De Linde', packageTitle: 'EDUC 10' });
    await share(manager, lotId, {});
    await told(at, 'credit-link-ended', { reason: 'unlinked' });
    await share(manager, lotId, { learners: [membershipId] });
    await share(manager, lotId, { learners: [membershipId], shared: false });
    await told(at, 'credit-link-ended', { reason: 'switched-off' });
    await share(manager, lotId, { learners: [membershipId] });
    await employee.place.end();
    await told(employee.email, 'credit-link-ended', { reason: 'left-office' });
    expect((await see(manager.place.http)).items[0]?.sharing.learners).toEqual([]);
    await office.join(employee);
    expect((await spend(employee.http)).status).toBe(422);
  });

  it('go along to the organisation that theirs becomes part of, with who is linked', async () => {
    const { office, employee } = await officeWithHours();
    const into = await openOffice(orders, { name: 'Groot Kantoor' });
    await office.change({ state: 'closed', mergedInto: into.organisationId });
    await employee.place.change({ organisationId: into.organisationId });
    await office.isHeard(employee.place);
    await soon(() => lots().findOne({ organisationId: into.organisationId } as never));
    expect(await spend(employee.http)).toMatchObject({ status: 201, body: { organisationId: into.organisationId } });
  });
});

describe('whose hours pay for a course (V-6, V-7)', () => {
  it('are those that lapse first of who has enough, unless they are named', async () => {
    const { office, employee } = await officeWithHours();
    await buyHours(orders, employee);
    await soon(async () => (await see(employee.http)).totalMinutes === 600);
    const { organisationId } = office;
    expect(await see(employee.http)).toMatchObject({ sharedWithMe: [{ organisationId }] });
    expect(await spend(employee.http)).toMatchObject({ status: 201, body: { organisationId } });
    expect(await spend(employee.http, 1, { organisationId: null })).toMatchObject({
      status: 201,
      body: { organisationId: null },
    });
    expect((await spend(employee.http, 2, { organisationId: newId() })).status).toBe(422);
    expect((await see(employee.http)).items[0]?.leftMinutes).toBe(540);
  });
});

describe('at the same moment', () => {
  it('fifty people activate over hours for ten: ten do, and nothing is lost (V-7)', async () => {
    const office = await openOffice(orders);
    const manager = await office.manager();
    const lotId = await giveHours(office);
    await share(manager, lotId, { everybody: true });
    const people: Buyer[] = [];
    for (let n = 0; n < 50; n += 1) {
      const accountId = newId();
      const { member, asPerson } = await office.member({ membershipId: newId(), accountId });
      people.push({ accountId, email: member.workEmail ?? '', http: asPerson });
    }
    const copies = orders.service.database.connection.collection('memberCopies');
    await soon(async () => (await copies.countDocuments({ organisationId: office.organisationId })) === 51);
    const answers = await Promise.all(people.map(({ http }) => spend(http)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), ...Array.from({ length: 40 }, () => 422)]);
    const [lot] = (await see(manager.place.http)).items;
    expect(lot?.leftMinutes).toBe(0);
    expect(lot?.movements.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(0);
  });

  it('somebody is unlinked and spends: before it, or not at all', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { manager, employee, lotId } = await officeWithHours();
      const [spent] = await Promise.all([spend(employee.place.http), share(manager, lotId, {})]);
      expect((await see(manager.place.http)).items[0]?.leftMinutes).toBe(spent.status === 201 ? 540 : 600);
      expect((await spend(employee.place.http, 1)).status).toBe(422);
    }
  });

  it('somebody is removed and spends, also as a person of hours for all: before it, or not at all', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { office, manager, employee, lotId } = await officeWithHours();
      await share(manager, lotId, { everybody: true });
      const [spent] = await Promise.all([spend(employee.http), employee.place.end()]);
      await office.isHeard(employee.place);
      expect((await lots().findOne({ _id: lotId }))?.left).toBe(spent.status === 201 ? 540 : 600);
      expect((await spend(employee.http, 1)).status).toBe(422);
      expect((await spend(employee.place.http, 1)).status).toBe(403);
    }
  });
});

it('every query of all of this used an index', async () => {
  expect((await orders.service.scansSeen()).map((scan) => scan.slice(0, 300))).toEqual([]);
});
