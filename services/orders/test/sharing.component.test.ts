import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AccountSnapshot } from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { type Colleague, type Office, openOffice } from './colleagues.ts';
import { buyHours, soon } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

interface Invited {
  id: string;
  to: string;
  state: string;
  name: string | null;
}
interface Lot {
  id: string;
  leftMinutes: number;
  orderNumber?: string;
  sharing: {
    shared: boolean;
    learners: string[];
    people: { learner: string; learnerName?: string }[];
    invitations: Invited[];
  };
  movements: {
    kind: string;
    minutes: number;
    at: string;
    accountId: string | null;
    activationId: string | null;
    courseId: string | null;
    courseTitle?: string;
    name: string | null;
  }[];
}
interface Credits {
  totalMinutes: number;
  items: Lot[];
  sharedWithMe: { id: string; leftMinutes: number }[];
}
interface Invitation {
  id: string;
  from: string;
  office: string | null;
  answer: string;
}

jest.setTimeout(120_000);

/** Typed by people who shared hours by it before; it gives no right any more. */
const typed = { name: 'Peeters Advocaten', enterpriseNumber: '0123456749' };

let orders: OrdersUnderTest;
let office: Office;
let other: Office;
beforeAll(async () => {
  orders = await ordersUnderTest();
  office = await openOffice(orders, { name: 'Peeters Advocaten' });
  other = await openOffice(orders, { name: 'Janssens Notarissen' });
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const creditsOf = async ({ http }: Buyer) => (await http.get<Credits>('/api/v1/credits')).body;
const lotOf = async (owner: Buyer) => {
  const [lot] = (await creditsOf(owner)).items;
  if (!lot) throw new Error('no hours');
  return lot;
};
const ofOffice = (about: Partial<AccountSnapshot> = {}) => office.colleague(about);
const olga = { firstName: 'Olga', lastName: 'Peeters' };
const withHours = async () => hoursFor(await ofOffice(olga));
const hoursFor = async <B extends Buyer>(owner: B): Promise<B> => {
  await buyHours(orders, owner);
  await soon(async () => (await creditsOf(owner)).totalMinutes === 600);
  return owner;
};
const share = async (owner: Buyer, learners: string[], shared = true) => {
  const { id } = await lotOf(owner);
  return owner.http.put<Lot>(`/api/v1/credits/${id}/sharing`, { shared, learners });
};
const invitationsOf = async ({ http }: Buyer) =>
  (await http.get<{ items: Invitation[] }>('/api/v1/credit-invitations')).body.items;
const say = async (person: Buyer, answer: 'yes' | 'no', id?: string) => {
  const [first] = id ? [{ id }] : await invitationsOf(person);
  return person.http.put<Invitation>(`/api/v1/credit-invitations/${first?.id}`, { answer });
};
const spend = ({ http }: Buyer, n = 0) =>
  http.post<{ id: string }>('/api/v1/activations', { courseId: orders.courseIds[n], fromCredit: true });
const invitedBy = (email: string) =>
  orders.mails.jobs.filter(({ data }) => data.template === 'credit-invitation' && data.recipient.email === email);

const mailsTo = ({ email }: Buyer, template: string) =>
  orders.mails.jobs.filter(({ data }) => data.template === template && data.recipient.email === email);
const told = (to: Buyer, template: string, values: object) =>
  soon(() =>
    expect(mailsTo(to, template).map(({ data }) => data.data)).toContainEqual(expect.objectContaining(values)),
  );
const lotDoc = ({ accountId }: Buyer) =>
  orders.service.database.connection
    .collection<{ ownerId: string; invitations: { organisationId?: string }[] }>('creditLots')
    .findOne({ ownerId: accountId });

/** An owner and a colleague who shares in the owner's hours. */
async function sharers(): Promise<{ owner: Colleague; colleague: Colleague }> {
  const owner = await withHours();
  const colleague = await ofOffice({ firstName: 'Karel', lastName: 'Claes' });
  await share(owner, [colleague.email]);
  expect((await say(colleague, 'yes')).status).toBe(200);
  return { owner, colleague };
}

describe('asking colleagues to share a package (V-8)', () => {
  it('answers the same for a colleague, a stranger, an address without an account and an id', async () => {
    const owner = await withHours();
    const colleague = await ofOffice();
    const stranger = await other.colleague();
    const named = [colleague.email, stranger.email, `nobody-${newId()}@voorbeeld.be`, stranger.accountId, newId()];
    const answers: unknown[] = [];
    for (const to of named) {
      const { status, body } = await share(owner, [to]);
      const [invitation] = body.sharing.invitations;
      expect(body.sharing.learners).toEqual([to]);
      expect(body.sharing.people).toEqual([{ learner: to }]);
      answers.push([status, { ...invitation, id: null, to: null, invitedAt: null, expiresAt: null }]);
    }
    expect(answers).toEqual(named.map(() => answers[0]));
    expect(answers[0]).toEqual([200, expect.objectContaining({ state: 'pending', name: null })]);
    expect((await creditsOf(colleague)).sharedWithMe).toEqual([]);
  });

  it('writes the same to everybody, once, with nothing in it that anybody typed', async () => {
    const owner = await withHours();
    const colleague = await ofOffice();
    const unknown = `iemand-${newId()}@voorbeeld.be`;
    await share(owner, [colleague.email, unknown]);
    await share(owner, []);
    await share(owner, [colleague.email.toUpperCase(), unknown]);
    await soon(() => invitedBy(colleague.email).length > 0 && invitedBy(unknown).length > 0);
    const [known, stranger] = [invitedBy(colleague.email), invitedBy(unknown)];
    expect([known.length, stranger.length]).toEqual([1, 1]);
    expect(known[0]?.data.data).toEqual(stranger[0]?.data.data);
    expect(known[0]?.data.recipient).toMatchObject({ accountId: colleague.accountId, name: '' });
    expect(JSON.stringify([known, stranger])).not.toMatch(/Olga|Peeters|Advocaten/);
  });

  it('links nobody before their yes, and shows them who asks', async () => {
    const owner = await withHours();
    const colleague = await ofOffice();
    await share(owner, [colleague.email]);
    expect((await spend(colleague)).status).toBe(422);
    expect(await invitationsOf(colleague)).toMatchObject([
      { from: 'Olga Peeters', office: 'Peeters Advocaten', answer: 'none' },
    ]);
    expect(await say(colleague, 'yes')).toMatchObject({ status: 200, body: { answer: 'yes' } });
    expect((await say(colleague, 'yes')).status).toBe(200);
    expect((await creditsOf(colleague)).sharedWithMe).toMatchObject([{ leftMinutes: 600, ownerName: 'Olga Peeters' }]);
    expect((await spend(colleague)).status).toBe(201);
  });

  it('is answered by nobody else, and not known to anybody else', async () => {
    const owner = await withHours();
    const [colleague, another] = [await ofOffice(), await ofOffice()];
    await share(owner, [colleague.email]);
    const [invitation] = await invitationsOf(colleague);
    expect(await invitationsOf(another)).toEqual([]);
    expect((await say(another, 'yes', invitation?.id)).status).toBe(404);
    expect((await say(owner, 'yes', invitation?.id)).status).toBe(404);
    expect((await say(another, 'yes', newId())).status).toBe(404);
    const { id } = await lotOf(owner);
    const strangers = await colleague.http.put(`/api/v1/credits/${id}/sharing`, { shared: true, learners: [] });
    expect(strangers.status).toBe(404);
  });

  it('shows the owner a no as no answer yet, and asks no second time', async () => {
    const owner = await withHours();
    const colleague = await ofOffice();
    const silent = await ofOffice();
    await share(owner, [colleague.email, silent.email]);
    const before = await lotOf(owner);
    expect(await say(colleague, 'no')).toMatchObject({ status: 200, body: { answer: 'no' } });
    expect(await lotOf(owner)).toEqual(before);
    await share(owner, []);
    await share(owner, [colleague.email, silent.email]);
    expect(await lotOf(owner)).toEqual(before);
    expect(await invitationsOf(colleague)).toEqual([]);
    expect((await spend(colleague)).status).toBe(422);
  });

  it('demands an office of the owner, and tells those who were asked when they are of another one', async () => {
    const lonely = await hoursFor(await orders.buyer({ company: typed }));
    expect(await share(lonely, ['ann@voorbeeld.be'])).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('no-office') },
    });
    const owner = await withHours();
    const stranger = await other.colleague();
    await share(owner, [stranger.email]);
    const before = await lotOf(owner);
    expect(await say(stranger, 'yes')).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('another-office') },
    });
    expect(await lotOf(owner)).toEqual(before);
  });
});

describe('the hours that a colleague spends', () => {
  it('show the owner their name and the day, and no course (V-9)', async () => {
    const { owner, colleague } = await sharers();
    const own = await spend(owner, 1);
    const { body: theirs } = await spend(colleague);
    const { movements, sharing } = await lotOf(owner);
    expect(sharing).toMatchObject({
      learners: [colleague.accountId],
      invitations: [{ to: colleague.email, state: 'accepted', name: 'Karel Claes' }],
    });
    expect(movements).toMatchObject([
      { kind: 'granted', name: null },
      { kind: 'spent', minutes: -60, courseId: orders.courseIds[1], activationId: own.body.id, name: null },
      {
        kind: 'spent',
        minutes: -120,
        name: 'Karel Claes',
        accountId: colleague.accountId,
        courseId: 'withheld',
        activationId: 'withheld',
        at: expect.stringMatching(/:00:00\.000Z$/),
      },
    ]);
    expect(JSON.stringify(await lotOf(owner))).not.toContain(theirs.id);
    await say(colleague, 'no');
    const after = await lotOf(owner);
    expect(after.sharing.invitations).toMatchObject([{ state: 'left', name: null }]);
    expect(after.movements[2]).toMatchObject({ accountId: 'withheld', name: null, minutes: -120 });
  });

  it('end with leaving, unlinking and switching off, and running courses go on', async () => {
    for (const end of [
      ({ colleague }: { owner: Buyer; colleague: Buyer }) => say(colleague, 'no'),
      ({ owner }: { owner: Buyer; colleague: Buyer }) => share(owner, []),
      ({ owner, colleague }: { owner: Buyer; colleague: Buyer }) => share(owner, [colleague.accountId], false),
    ]) {
      const both = await sharers();
      expect((await spend(both.colleague)).status).toBe(201);
      expect((await end(both)).status).toBe(200);
      expect((await creditsOf(both.colleague)).sharedWithMe).toEqual([]);
      expect((await spend(both.colleague, 1)).status).toBe(422);
      const running = await both.colleague.http.get('/api/v1/activations');
      expect(running.body).toMatchObject({ items: [{ status: 'active' }] });
    }
  });

  it('need a new yes after the owner has unlinked', async () => {
    const { owner, colleague } = await sharers();
    await share(owner, []);
    await share(owner, [colleague.email]);
    expect((await spend(colleague)).status).toBe(422);
    expect((await say(colleague, 'yes')).status).toBe(200);
    expect((await spend(colleague)).status).toBe(201);
  });

  it.each<[string, 'owner' | 'colleague']>([
    ['the colleague has left the office', 'colleague'],
    ['the owner has left the office', 'owner'],
  ])('end when %s, which both are told, and a return gives nothing back', async (_, who) => {
    const both = await sharers();
    await both[who].place.end();
    await office.isHeard(both[who].place);
    expect((await spend(both.colleague)).status).toBe(422);
    expect((await creditsOf(both.colleague)).sharedWithMe).toEqual([]);
    expect((await spend(both.owner)).status).toBe(201);
    await told(both.colleague, 'credit-link-ended', { sharedBy: 'Olga Peeters', reason: 'left-office' });
    await told(both.owner, 'credit-sharer-changed', { learnerName: 'Karel Claes', change: 'left-office' });
    await office.join(both[who]);
    expect((await spend(both.colleague)).status).toBe(422);
    expect((await creditsOf(both.colleague)).sharedWithMe).toEqual([]);
    await share(both.owner, [both.colleague.email]);
    expect((await say(both.colleague, 'yes')).status).toBe(200);
    expect((await spend(both.colleague)).status).toBe(201);
  });

  it('go on when they leave one of two organisations that both are of', async () => {
    const both = await sharers();
    const elsewhere = await other.join(both.owner);
    await other.join(both.colleague);
    await both.owner.place.end();
    await office.isHeard(both.owner.place);
    await soon(async () => (await lotDoc(both.owner))?.invitations[0]?.organisationId === other.organisationId);
    expect((await spend(both.colleague)).status).toBe(201);
    await elsewhere.place.end();
    await other.isHeard(elsewhere.place);
    expect((await spend(both.colleague, 1)).status).toBe(422);
  });

  it('end with the organisation', async () => {
    const third = await openOffice(orders);
    const owner = await hoursFor(await third.colleague(olga));
    const colleague = await third.colleague();
    await share(owner, [colleague.email]);
    expect((await say(colleague, 'yes')).status).toBe(200);
    await third.change({ state: 'closed' });
    const copies = orders.service.database.connection.collection<{ _id: string }>('organisationCopies');
    await soon(() => copies.findOne({ _id: third.organisationId, state: 'closed' }));
    expect((await spend(colleague)).status).toBe(422);
    expect((await spend(owner)).status).toBe(201);
  });

  it('are told of by mail: linked, unlinked, switched off and on, left', async () => {
    const { owner, colleague } = await sharers();
    await told(colleague, 'credit-linked', { sharedBy: 'Olga Peeters', packageTitle: expect.any(String) });
    await told(owner, 'credit-sharer-changed', { learnerName: 'Karel Claes', change: 'linked' });
    await share(owner, [colleague.accountId], false);
    await told(colleague, 'credit-link-ended', { reason: 'switched-off' });
    await share(owner, [colleague.accountId]);
    await soon(() => mailsTo(colleague, 'credit-linked').length === 2);
    await share(owner, []);
    await told(colleague, 'credit-link-ended', { reason: 'unlinked' });
    await share(owner, [colleague.email]);
    await say(colleague, 'yes');
    await say(colleague, 'no');
    await told(owner, 'credit-sharer-changed', { change: 'left' });
  });

  it('are spent before or not at all when the owner unlinks at the same moment', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { owner, colleague } = await sharers();
      const [spent] = await Promise.all([spend(colleague), share(owner, [])]);
      const { leftMinutes, sharing } = await lotOf(owner);
      expect(sharing.invitations).toEqual([]);
      expect(leftMinutes).toBe(spent.status === 201 ? 480 : 600);
      expect((await spend(colleague, 1)).status).toBe(422);
    }
  });
});

describe('colleagues who were linked while nobody was asked', () => {
  it('are asked once, go on spending meanwhile, and are shown to the owner by neither name nor course', async () => {
    const owner = await hoursFor(await orders.buyer({ company: typed, ...olga }));
    const colleague = await orders.buyer({ company: typed, firstName: 'Karel', lastName: 'Claes' });
    const { id } = await lotOf(owner);
    const { connection } = orders.service.database;
    const lots = connection.collection<{ _id: string }>('creditLots');
    const linked = { $set: { isShared: true, learners: [colleague.accountId] }, $unset: { invitations: 1 } };
    await lots.updateOne({ _id: id }, linked as never);
    await connection.collection<{ _id: string }>('migrations').deleteOne({ _id: 'credit-links-are-asked-for' });
    await orders.service.restart();

    await soon(() => invitedBy(colleague.email).length === 1);
    expect((await spend(colleague)).status).toBe(201);
    const lot = await lotOf(owner);
    expect(lot.sharing).toMatchObject({
      learners: [colleague.accountId],
      invitations: [{ to: colleague.accountId, state: 'pending', name: null }],
    });
    expect(lot.movements[1]).toMatchObject({ accountId: 'withheld', courseId: 'withheld', name: null });
    expect((await say(colleague, 'no')).status).toBe(200);
    expect((await spend(colleague, 1)).status).toBe(422);
  });
});

describe('names beside ids', () => {
  it('are of the owner’s own courses, of the order, and of colleagues who said yes', async () => {
    const { owner, colleague } = await sharers();
    expect((await spend(owner)).status).toBe(201);
    expect((await spend(colleague, 1)).status).toBe(201);
    const lot = await lotOf(owner);
    expect(lot.orderNumber).toMatch(/^PF-/);
    expect(lot.sharing.people).toEqual([{ learner: colleague.accountId, learnerName: 'Karel Claes' }]);
    const [, own, colleagues] = lot.movements;
    expect(own).toMatchObject({ courseId: orders.courseIds[0], courseTitle: expect.stringMatching(/./) });
    expect(colleagues).toMatchObject({ name: 'Karel Claes', courseId: 'withheld' });
    expect(colleagues).not.toHaveProperty('courseTitle');
  });
});

describe('queries', () => {
  it('of all of the above used an index', async () => {
    expect(await orders.service.scansSeen()).toEqual([]);
  });
});
