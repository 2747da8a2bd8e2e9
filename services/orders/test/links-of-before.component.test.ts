import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openOffice } from './colleagues.ts';
import { buyHours, soon } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

interface Credits {
  totalMinutes: number;
  items: { id: string; sharing: { invitations: { ofBeforeUntil?: string }[] } }[];
  sharedWithMe: { ofBeforeUntil?: string }[];
}
interface Link {
  answer: string;
  ofBeforeUntil?: Date;
  organisationId?: string;
}

jest.setTimeout(180_000);

const typed = { name: 'Peeters Advocaten', enterpriseNumber: '0123456749' };
const day = 86_400_000;

let orders: OrdersUnderTest;
beforeAll(async () => {
  orders = await ordersUnderTest();
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const collection = <D extends object = { _id: string }>(name: string) =>
  orders.service.database.connection.collection<D & { _id: string }>(name);
const see = async ({ http }: Buyer) => (await http.get<Credits>('/api/v1/credits')).body;
const spend = ({ http }: Buyer, n = 0) =>
  http.post('/api/v1/activations', { courseId: orders.courseIds[n], fromCredit: true });
const mailsTo = ({ email }: Buyer, template: string) =>
  orders.mails.jobs.filter(({ data }) => data.template === template && data.recipient.email === email);
const linkOf = async (lotId: string) =>
  (await collection<{ invitations: Link[] }>('creditLots').findOne({ _id: lotId }))?.invitations[0];

/** Two who typed one number, and share by a yes of before. */
async function sharers() {
  const owner = await orders.buyer({ company: typed, firstName: 'Olga', lastName: 'Peeters' });
  const colleague = await orders.buyer({ company: typed, firstName: 'Karel', lastName: 'Claes' });
  await buyHours(orders, owner);
  await soon(async () => (await see(owner)).totalMinutes === 600);
  const lotId = (await see(owner)).items[0]?.id as string;
  const asked = {
    invitedAt: new Date(),
    expiresAt: new Date(Date.now() + 30 * day),
    listed: true,
    linkedBefore: false,
  };
  const link = {
    id: lotId.replace(/.$/, 'f'),
    to: colleague.email,
    accountId: colleague.accountId,
    answer: 'yes',
    ...asked,
  };
  const shared = { isShared: true, learners: [colleague.accountId], invitations: [link] };
  await collection<typeof shared>('creditLots').updateOne({ _id: lotId }, { $set: shared });
  return { owner, colleague, lotId };
}

async function migrate() {
  await collection('migrations').deleteOne({ _id: 'credit-links-of-before-have-an-end' });
  await orders.service.restart();
}

describe('links by a typed enterprise number', () => {
  it('have a last day, which both are told once, also when the migration is made again', async () => {
    const { owner, colleague, lotId } = await sharers();
    expect((await spend(colleague)).status).toBe(201);
    await migrate();
    await soon(
      () => mailsTo(owner, 'credit-of-before').length === 1 && mailsTo(colleague, 'credit-of-before').length === 1,
    );
    const until = (await linkOf(lotId))?.ofBeforeUntil as Date;
    expect(until.getTime()).toBeLessThanOrEqual(Date.now() + 90 * day);
    expect((await see(owner)).items[0]?.sharing.invitations[0]?.ofBeforeUntil).toBe(until.toISOString());
    expect((await see(colleague)).sharedWithMe[0]?.ofBeforeUntil).toBe(until.toISOString());
    await migrate();
    expect((await spend(colleague, 1)).status).toBe(201);
    expect((await linkOf(lotId))?.ofBeforeUntil).toEqual(until);
    expect([mailsTo(owner, 'credit-of-before').length, mailsTo(colleague, 'credit-of-before').length]).toEqual([1, 1]);
  });

  it('are as any other once both are of one organisation: who leaves it then spends no more', async () => {
    const { owner, colleague, lotId } = await sharers();
    await migrate();
    await soon(async () => (await linkOf(lotId))?.ofBeforeUntil);
    const office = await openOffice(orders);
    await office.join(owner);
    const joined = await office.join(colleague);
    await soon(async () => (await linkOf(lotId))?.organisationId === office.organisationId);
    expect(await linkOf(lotId)).not.toHaveProperty('ofBeforeUntil');
    expect((await spend(colleague)).status).toBe(201);
    await joined.place.end();
    await office.isHeard(joined.place);
    expect((await spend(colleague, 1)).status).toBe(422);
  });

  it('end on their last day, which both are told, after a reminder', async () => {
    const { owner, colleague, lotId } = await sharers();
    await migrate();
    await soon(() => mailsTo(colleague, 'credit-of-before').length === 1);
    const endsIn = (ms: number) => {
      const ofBeforeUntil = new Date(Date.now() + ms);
      const set = { ofBeforeUntil, 'invitations.0.ofBeforeUntil': ofBeforeUntil };
      return collection<{ ofBeforeUntil: Date }>('creditLots').updateOne({ _id: lotId }, { $set: set });
    };
    await endsIn(13 * day);
    await soon(
      () => mailsTo(colleague, 'credit-of-before').length === 2 && mailsTo(owner, 'credit-of-before').length === 2,
    );
    expect(mailsTo(owner, 'credit-of-before')[1]?.data.data).toMatchObject({ isReminder: true, sharedBy: null });
    await endsIn(-1);
    await soon(() => mailsTo(colleague, 'credit-link-ended').length === 1);
    expect(mailsTo(colleague, 'credit-link-ended')[0]?.data.data).toMatchObject({ reason: 'of-before' });
    await soon(() => mailsTo(owner, 'credit-sharer-changed').length === 1);
    expect((await spend(colleague)).status).toBe(422);
  });
});

it('every query of all of this used an index', async () => {
  expect((await orders.service.scansSeen()).map((scan) => scan.slice(0, 300))).toEqual([]);
});
