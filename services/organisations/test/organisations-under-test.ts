import { randomUUID } from 'node:crypto';
import {
  accountChangedV1,
  accountConfirmedV1,
  invitationChangedV1,
  memberChangedV1,
  organisationChangedV1,
  type SendMessage,
  sendMessage,
} from '@leerhuis/contracts';
import {
  consumeEvents,
  consumeJobs,
  eventually,
  type HttpClient,
  publishEvent,
  type ServiceUnderTest,
  serviceUnderTest,
  testClock,
  tokenFor,
} from '@leerhuis/testkit';
import { config } from '../src/config.ts';
import { startOrganisations } from '../src/service.ts';

export interface MemberBody {
  id: string;
  state: string;
  accountId: string | null;
  firstName: string;
  lastName: string;
  email: string | null;
  staffNumber: string | null;
  roles: string[];
  rights: string[];
  addedByName?: string;
  emailBouncedSince?: string | null;
  invitation: { state: string; kind: string; times: number; expiresAt: string; awaitsAccount: boolean } | null;
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: { count: number } | null;
}

export interface Somebody {
  accountId: string;
  email: string;
  http: HttpClient;
}

export type OrganisationsUnderTest = Awaited<ReturnType<typeof organisationsUnderTest>>;

const address = { street: 'Lindelaan 1', postalCode: '9000', city: 'Gent', country: 'BE' };

/** A sound Belgian enterprise number that no other test has. */
export function newNumber(): string {
  const first = String(1_000_000 + Math.floor(Math.random() * 8_999_999)).padStart(8, '0');
  return `${first}${String(97 - (Number(first) % 97)).padStart(2, '0')}`;
}

export function newOrganisation(more: object = {}) {
  const email = `facturen@${randomUUID().slice(0, 8)}.example`;
  const own = { name: 'Advocatenkantoor De Linde', country: 'BE', enterpriseNumber: newNumber(), address };
  return { ...own, invoiceEmail: email, locale: 'nl', kind: 'office', ...more };
}

/** The whole service, with what it sends collected, and people as the gateway tells of them. */
export async function organisationsUnderTest(env: Record<string, string> = {}) {
  const clock = testClock('2026-11-30T10:00:00Z');
  const service: ServiceUnderTest = await serviceUnderTest({
    name: 'organisations',
    config,
    start: (settings, stops) => startOrganisations(settings, stops, { clock }),
    env: { ORGANISATION_REQUESTS_PER_HOUR: '1000', INVITATION_REMINDER_SECONDS: '0.2', ...env },
  });
  const { namespace } = service;
  const mails = await consumeJobs<SendMessage>(namespace, sendMessage);
  const events = await consumeEvents(namespace, [organisationChangedV1, memberChangedV1, invitationChangedV1]);
  const staff = service.http.as(await tokenFor({ accountId: randomUUID(), roles: ['staff'] }));
  const copies = service.database.connection.collection<{ _id: string; revision: number }>('accountCopies');

  /** Somebody with an account; waits until the service knows. */
  async function somebody(email = `${randomUUID().slice(0, 13)}@example.com`, more: object = {}): Promise<Somebody> {
    const accountId = randomUUID();
    const own = { firstName: 'Zoë', lastName: 'Kovačić', locale: 'nl' as const, memberships: [], company: null };
    const data = { accountId, revision: 2, email, emailConfirmed: true, ...own, address: null, roles: [], ...more };
    await publishEvent(namespace, accountConfirmedV1, {
      subject: accountId,
      data: { ...data, changedAt: '2026-11-30T10:00:00.000Z' },
    });
    await eventually(() => copies.findOne({ _id: accountId }));
    return { accountId, email, http: await clientOf(accountId) };
  }

  /** Acts for the organisation that a path names, where they are of it; else for themselves. */
  async function clientOf(accountId: string): Promise<HttpClient> {
    const asPerson = service.http.as(await tokenFor({ accountId }));
    const members = service.database.connection.collection<{ _id: string }>('members');
    async function actingBy(path: string): Promise<HttpClient> {
      const organisationId = /^\/api\/v1\/organisations\/([\w-]+)/.exec(path)?.[1];
      const place = organisationId && (await members.findOne({ organisationId, accountId, state: 'active' }));
      if (!place) return asPerson;
      return service.http.as(await tokenFor({ kind: 'member', accountId, organisationId, membershipId: place._id }));
    }
    return {
      get: async (path, options) => (await actingBy(path)).get(path, options),
      delete: async (path, options) => (await actingBy(path)).delete(path, options),
      post: async (path, ...sent) => (await actingBy(path)).post(path, ...sent),
      put: async (path, ...sent) => (await actingBy(path)).put(path, ...sent),
      patch: async (path, ...sent) => (await actingBy(path)).patch(path, ...sent),
      as: asPerson.as,
    };
  }

  /** The gateway tells that somebody's account goes by another address now. */
  async function changedAddress({ accountId }: Somebody, email: string): Promise<void> {
    const own = { firstName: 'Zoë', lastName: 'Kovačić', locale: 'nl' as const, memberships: [], company: null };
    const data = { accountId, revision: 3, email, emailConfirmed: true, ...own, address: null, roles: [] };
    await publishEvent(namespace, accountChangedV1, {
      subject: accountId,
      data: { ...data, changedAt: '2026-11-30T11:00:00.000Z' },
    });
    await eventually(() => copies.findOne({ _id: accountId, revision: 3 }));
  }

  const mailsTo = (email: string, template?: string) =>
    mails.jobs
      .map(({ data }) => data)
      .filter(({ recipient, ...mail }) => recipient.email === email && (!template || mail.template === template));

  /** The secret in the last link that was mailed to an address. */
  async function linkTo(email: string, times = 1): Promise<string> {
    const sent = await eventually(() => {
      const found = mailsTo(email, 'organisation-invitation');
      return found.length >= times && found;
    });
    return /invitations\/([\w-]+)\/page$/.exec(sent.at(-1)?.secrets['link'] ?? '')?.[1] ?? '';
  }

  /** An organisation that was taken in, and who manages it. */
  async function office(more: object = {}): Promise<{ id: string; manager: Somebody; path: string }> {
    const manager = await somebody();
    const person = { firstName: 'An', lastName: 'Maes', email: manager.email, locale: 'nl' };
    const asked = { organisation: newOrganisation(more), person };
    const answer = await manager.http.post('/api/v1/organisation-requests', asked);
    if (answer.status !== 202) throw new Error(`not asked: ${answer.bytes.toString()}`);
    const number = asked.organisation.enterpriseNumber;
    const found = await staff.get<Page<{ id: string }>>(`/api/v1/admin/organisations?state=requested&q=${number}`);
    const id = found.body.items[0]?.id ?? '';
    const approved = await staff.post(`/api/v1/admin/organisations/${id}/approval`);
    if (approved.status !== 200) throw new Error(`not approved: ${approved.bytes.toString()}`);
    return { id, manager, path: `/api/v1/organisations/${id}` };
  }

  async function add(by: Somebody, path: string, more: object = {}): Promise<MemberBody> {
    const email = `${randomUUID().slice(0, 13)}@linde.example`;
    const person = { firstName: 'Bo', lastName: 'Peeters', email, roles: ['employee'], ...more };
    const answer = await by.http.post<MemberBody>(`${path}/members`, person);
    if (answer.status !== 201) throw new Error(`not added: ${answer.bytes.toString()}`);
    return answer.body;
  }

  /** Somebody with an account who was invited and accepted. */
  async function join(by: Somebody, path: string, roles: string[]): Promise<Somebody & { member: MemberBody }> {
    const person = await somebody();
    const member = await add(by, path, { email: person.email, roles });
    const token = await linkTo(person.email);
    const answer = await person.http.put(`/api/v1/invitations/${token}`, { answer: 'accept' });
    if (answer.status !== 200) throw new Error(`not joined: ${answer.bytes.toString()}`);
    return { ...person, member };
  }

  async function stop(): Promise<void> {
    await events.stop();
    await mails.stop();
    await service.stop();
  }

  return { service, clock, mails, events, staff, somebody, changedAddress, mailsTo, linkTo, office, add, join, stop };
}
