import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Right } from '@leerhuis/auth';
import {
  attestIssuedV1,
  enrolmentOpenedV1,
  orderPaidV1,
  orderPlacedV1,
  type SendMessage,
  sendMessage,
} from '@leerhuis/contracts';
import {
  eventually,
  type HttpClient,
  publishEvent,
  publishJob,
  type ServiceUnderTest,
  serviceUnderTest,
  tellOrganisation,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { invoiceTo, type MailCatcher, newRecipient, startMailCatcher } from './under-test.ts';

type Item = { kind: string; title: string; url: string; accountName?: string; organisationId: string | null };
type Page = { items: Item[]; total: { count: number } | null };

type ToldOrganisation = Awaited<ReturnType<typeof tellOrganisation>>;
type ToldMember = Awaited<ReturnType<ToldOrganisation['member']>>;

const every: Right[] = ['see-organisation', 'see-people', 'see-results', 'see-invoices'];

let mails: MailCatcher;
let service: ServiceUnderTest;
let office: ToldOrganisation;
let manager: ToldMember;
let learner: ToldMember;
let bookkeeper: ToldMember;
let planner: ToldMember;
let employee: ToldMember;
let elsewhere: ToldMember;
let staff: HttpClient;
beforeAll(async () => {
  mails = await startMailCatcher();
  service = await serviceUnderTest({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops),
    env: { SMTP_URL: mails.smtpUrl },
  });
  office = await tellOrganisation(service);
  manager = await office.member({ rights: every });
  learner = await office.member({ firstName: 'Zoë', lastName: 'Kovačić' });
  bookkeeper = await office.member({ rights: ['see-organisation', 'see-invoices'] });
  planner = await office.member({ rights: ['see-organisation', 'see-people', 'see-results'] });
  employee = await office.member();
  elsewhere = await (await tellOrganisation(service)).member({ rights: every });
  staff = service.http.as(await tokenFor({ accountId: randomUUID(), roles: ['learner', 'operations'] }));
  await theirHistory();
}, 60_000);
afterAll(async () => {
  await service.stop();
  await mails.stop();
});

const officeId = () => office.organisation.organisationId;
const euros = (amount: number) => ({ amount, currency: 'EUR' as const });

/** A course, an attest, an order and mails for the office; and the same of the learner's own. */
async function theirHistory(): Promise<void> {
  const { namespace } = service;
  for (const organisationId of [officeId(), null]) {
    const [enrolmentId, attestId, orderId] = [randomUUID(), randomUUID(), randomUUID()];
    const ref = { enrolmentId, accountId: learner.accountId, courseId: 'c', organisationId };
    await publishEvent(namespace, enrolmentOpenedV1, {
      subject: enrolmentId,
      data: { ...ref, openedAt: '2026-11-03T09:00:00.000Z', accessUntil: '2027-11-03T09:00:00.000Z' },
    });
    await publishEvent(namespace, attestIssuedV1, {
      subject: attestId,
      data: { ...ref, attestId, issuedAt: '2026-11-09T09:00:00.000Z' },
    });
    const buyer = organisationId ? manager.accountId : learner.accountId;
    const order = { orderId, accountId: buyer, organisationId, total: euros(12_100) };
    const line = {
      lineId: 'l',
      kind: 'course' as const,
      itemId: 'c',
      title: { nl: 'Huurrecht' },
      price: euros(10_000),
    };
    await publishEvent(namespace, orderPlacedV1, {
      subject: orderId,
      data: {
        ...order,
        lines: [line],
        proFormaNumber: 'PF',
        dueDate: '2026-12-01',
        placedAt: '2026-11-02T09:00:00.000Z',
      },
    });
    await publishEvent(namespace, orderPaidV1, {
      subject: orderId,
      data: { ...order, invoiceNumber: 'F', paidAt: '2026-11-05T09:00:00.000Z' },
    });
  }
  const recipient = { ...newRecipient(), accountId: learner.accountId };
  const toOffice = { ...newRecipient(), accountId: null, name: '' };
  const at = '2026-11-03T09:00:00.000Z';
  const activated = { activationId: 'a', courseId: 'c', courseTitle: 'Huurrecht', activatedAt: at, accessUntil: at };
  const passed = { courseId: 'c', courseTitle: 'Huurrecht', enrolmentId: 'e', passedAt: at };
  const invited = { organisation: 'De Linde', roles: 'employee', expiresAt: at, isMove: false, isReminder: false };
  const plain = { secrets: {}, attachments: [] };
  const organisationId = officeId();
  const mailsOfTheirs: SendMessage[] = [
    { ...invoiceTo(toOffice, 'of the office'), organisationId },
    { recipient, template: 'course-activated', data: activated, organisationId, ...plain },
    { recipient, template: 'test-passed', data: passed, organisationId, ...plain },
    {
      ...plain,
      recipient: toOffice,
      template: 'organisation-invitation',
      data: invited,
      secrets: { link: 'x' },
      organisationId,
    },
    invoiceTo(recipient, 'of her own'),
  ];
  for (const mail of mailsOfTheirs) await publishJob(namespace, sendMessage, mail);
  const messages = service.database.connection.collection('messages');
  await eventually(async () => (await messages.countDocuments({ state: 'sent' })) === mailsOfTheirs.length);
  await eventually(
    async () =>
      (await service.database.connection.collection('fileEntries').countDocuments({}, { hint: { _id: 1 } })) === 8,
  );
}

const shown = async (http: HttpClient, query = '?limit=100') =>
  (await http.get<Page>(`/api/v1/file${query}`)).body.items.map(({ kind, title }) =>
    kind === 'message' ? title : kind,
  );
const sorted = (list: string[]) => [...list].sort();

const invoices = ['pro-forma', 'invoice', 'Factuur of the office'];
const results = ['enrolment', 'attest', 'Uw cursus is geactiveerd: Huurrecht'];
const people = ['Uitnodiging van De Linde'];

describe('the digital file of an organisation (C-15)', () => {
  it.each<[string, () => ToldMember, string[]]>([
    ['a manager', () => manager, [...invoices, ...results, ...people]],
    ['who looks after the books', () => bookkeeper, invoices],
    ['who enrols people', () => planner, [...results, ...people]],
    ['an employee', () => employee, []],
    ['the learner, who acts for it as an employee', () => learner, []],
    ['a manager of another organisation', () => elsewhere, []],
  ])('shows %s what their rights allow', async (_, who, expected) => {
    const { body } = await who().http.get<{ items: Item[] }>('/api/v1/messages?limit=100');
    const titles = await shown(who().http);
    expect(sorted(titles)).toEqual(sorted(expected));
    expect(body.items).toHaveLength(expected.filter((title) => title.includes(' ')).length);
  });

  it('names who learns, and is counted, narrowed and paged as that of a person', async () => {
    const { body } = await manager.http.get<Page>('/api/v1/file?kind=enrolment&kind=attest');
    expect(body.items).toMatchObject([
      { kind: 'attest', accountName: 'Zoë Kovačić', organisationId: officeId() },
      {
        kind: 'enrolment',
        accountName: 'Zoë Kovačić',
        organisationName: 'Advocatenkantoor De Linde',
        organisationId: officeId(),
      },
    ]);
    expect(body.total).toEqual({ count: 2, more: false });
    expect(await shown(manager.http, '?from=2026-11-04T00:00:00Z&to=2026-11-09T00:00:00Z')).toEqual(['invoice']);
  });

  it('is not in that of a person, nor theirs in it: only what they learn is in both', async () => {
    expect(sorted(await shown(learner.asPerson))).toEqual(
      sorted([
        ...['enrolment', 'enrolment', 'attest', 'attest', 'pro-forma', 'invoice'],
        ...['Factuur of her own', 'Uw cursus is geactiveerd: Huurrecht', 'Toets geslaagd: Huurrecht'],
      ]),
    );
    expect(await shown(manager.asPerson)).toEqual([]);
  });

  it('opens its messages for who sees them in it, with what was attached, and for nobody else', async () => {
    const { items } = (await manager.http.get<Page>('/api/v1/file?kind=message')).body;
    const url = items.find(({ title }) => title === 'Factuur of the office')?.url ?? '';
    const statuses = async (path: string) =>
      Promise.all(
        [manager, bookkeeper, planner, employee, elsewhere].map(async ({ http }) => (await http.get(path)).status),
      );
    expect(await statuses(url)).toEqual([200, 200, 404, 404, 404]);
    expect(await statuses(`${url}/attachments/0`)).toEqual([200, 200, 404, 404, 404]);
    expect((await manager.asPerson.get(url)).status).toBe(404);
    expect((await staff.get(url)).status).toBe(200);
    const own = (await learner.asPerson.get<Page>('/api/v1/file?kind=message')).body.items;
    for (const title of ['Factuur of her own', 'Toets geslaagd: Huurrecht']) {
      const theirs = own.find((each) => each.title === title)?.url ?? '';
      expect([(await manager.http.get(theirs)).status, (await learner.asPerson.get(theirs)).status]).toEqual([
        404, 200,
      ]);
    }
  });

  it('is shut for partners, for who is no longer there, and where the organisation is closed', async () => {
    const partner = service.http.as(await tokenFor({ kind: 'partner', clientId: 'ovb', federation: 'OVB' }));
    expect((await partner.get('/api/v1/file')).status).toBe(403);
    const leaving = await office.member({ rights: every });
    expect((await leaving.http.get('/api/v1/file')).status).toBe(200);
    await leaving.end();
    await eventually(async () => (await leaving.http.get('/api/v1/file')).status === 403);
    const other = await tellOrganisation(service);
    const last = await other.member({ rights: every });
    expect((await last.http.get('/api/v1/messages')).status).toBe(200);
    await other.change({ state: 'closed' });
    await eventually(async () => (await last.http.get('/api/v1/messages')).status === 403);
  });

  it('is that of the other when the organisation became part of it', async () => {
    const into = await tellOrganisation(service);
    const boss = await into.member({ rights: every });
    const titles = async ({ http }: ToldMember) => {
      const { body } = await http.get<Page>('/api/v1/file?limit=100');
      return body.items.map(({ title }) => title).sort();
    };
    const before = await titles(manager);
    expect(before.length).toBeGreaterThan(3);
    await office.change({ state: 'closed', mergedInto: into.organisation.organisationId });
    await eventually(async () => (await titles(boss)).length === before.length);
    expect(await titles(boss)).toEqual(before);
  });

  it('is found by an index', async () => {
    expect(await service.scansSeen()).toEqual([]);
  });
});
