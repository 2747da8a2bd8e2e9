import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, tokenFor } from '@leerhuis/testkit';
import { v7 as uuid } from 'uuid';
import {
  type AttestBody,
  type CertificationUnderTest,
  certificationUnderTest,
  now,
} from './certification-under-test.ts';

interface SharedNumber {
  id: string;
  memberNumber: string;
  accounts: { accountId: string; email: string }[];
  review: { reason: string } | null;
  owners: string[] | null;
}
interface StaffRegistration {
  id: string;
  state: string;
  memberNumber: string;
  accountId: string;
  accountName?: string;
  attestCode?: string;
  heldSince: string | null;
  takenBackAt: string | null;
}

let certification: CertificationUnderTest;
beforeAll(async () => {
  certification = await certificationUnderTest();
});
afterAll(() => certification.stop());

type Learner = Awaited<ReturnType<CertificationUnderTest['learner']>>;
const ovb = (memberNumber: string) => [{ federation: 'OVB' as const, memberNumber }];
/** Takes the course that another one takes, if there is one. */
const lawyer = async (memberNumber: string, other?: Pick<Learner, 'courseId'>) => {
  const known = other ? { courseId: other.courseId } : {};
  const learner = await certification.learner(ovb(memberNumber), { known });
  const answer = await learner.request();
  return { ...learner, answer };
};
const attestOf = async ({ http }: Pick<Learner, 'http'>) =>
  (await http.get<{ items: AttestBody[] }>('/api/v1/attests')).body.items[0];
const lineOf = async (learner: Pick<Learner, 'http'>) => (await attestOf(learner))?.federations[0];
const idOf = async (learner: Pick<Learner, 'http'>) => (await lineOf(learner))?.registration?.id ?? '';
const sentUnder = (id: string) =>
  certification.ovb.jobs.filter(({ data }) => data.registrationId === id).map(({ data }) => data.memberNumber);
const mailsOf = ({ accountId }: Learner, template: string) =>
  certification.mails.jobs.filter(({ data }) => data.recipient.accountId === accountId && data.template === template);
const refuse = (id: string) =>
  certification.staff.post(`/api/v1/federations/OVB/registrations/${id}/answer`, {
    outcome: 'refused',
    reason: 'unknown member',
  });
const correct = ({ accountId }: Learner, memberNumber: string, revision = 3) =>
  certification.change(accountId, revision, { memberships: ovb(memberNumber) });
const staffView = async (accountId: string) =>
  (await certification.staff.get<{ items: StaffRegistration[] }>(`/api/v1/admin/registrations?accountId=${accountId}`))
    .body.items[0];
const sharedNumbers = async (query = '') =>
  (await certification.staff.get<{ items: SharedNumber[] }>(`/api/v1/admin/shared-member-numbers?limit=100${query}`))
    .body.items;

/** Staff say whose a number is. */
const say = async (memberNumber: string, owners: Pick<Learner, 'accountId'>[]) => {
  const number = (await sharedNumbers()).find((one) => one.memberNumber === memberNumber);
  const answer = await certification.staff.put(`/api/v1/admin/shared-member-numbers/${number?.id}/review`, {
    reason: 'asked the federation',
    owners: owners.map(({ accountId }) => accountId),
  });
  return answer.status;
};
const withdrawnUnder = (id: string) =>
  certification.withdrawals.jobs.filter(({ data }) => data.registrationId === id).map(({ data }) => data.memberNumber);

describe('a member number that the learner corrects (V-28)', () => {
  it('is taken over by what waits, and by no other change of their data', async () => {
    const learner = await lawyer('800001');
    await correct(learner, '800002');
    expect(await lineOf(learner)).toMatchObject({ memberNumber: '800002', registration: { state: 'waiting' } });
    const id = await idOf(learner);
    const path = `/api/v1/admin/registrations/${id}/resubmission`;
    expect((await certification.staff.post(path, { memberNumber: '800003' })).status).toBe(200);
    await certification.change(learner.accountId, 4, { memberships: ovb('800002'), locale: 'fr' });
    expect(await lineOf(learner)).toMatchObject({ memberNumber: '800003' });
    await certification.run();
    await eventually(() => sentUnder(id).length === 1);
    expect(sentUnder(id)).toEqual(['800003']);
  });

  it('puts what was refused in line again, and the learner hears so', async () => {
    const learner = await lawyer('800011');
    const id = await idOf(learner);
    await certification.run();
    await refuse(id);
    await eventually(() => mailsOf(learner, 'registration-refused').length === 1);
    expect(mailsOf(learner, 'registration-refused')[0]?.data.data).toMatchObject({ isSentAgain: false });
    await correct(learner, '800012');
    expect(await lineOf(learner)).toMatchObject({
      memberNumber: '800012',
      registration: { state: 'waiting', reason: null, answeredAt: null },
    });
    await eventually(() => mailsOf(learner, 'registration-in-line-again').length === 1);
    await certification.run();
    await eventually(() => sentUnder(id).length === 2);
    expect(sentUnder(id)).toEqual(['800011', '800012']);
  });

  it('while a federation has it, puts it in line again as soon as the old one is refused', async () => {
    const learner = await lawyer('800021');
    const id = await idOf(learner);
    await certification.run();
    await correct(learner, '800022');
    expect(await lineOf(learner)).toMatchObject({ memberNumber: '800021', registration: { state: 'sent' } });
    await refuse(id);
    expect(await lineOf(learner)).toMatchObject({ memberNumber: '800022', registration: { state: 'waiting' } });
    await eventually(() => mailsOf(learner, 'registration-refused').length === 1);
    expect(mailsOf(learner, 'registration-refused')[0]?.data.data).toMatchObject({ isSentAgain: true });
  });

  it('counts whichever comes first, the refusal or the correction, when both come at once', async () => {
    const learners: Learner[] = await Promise.all(Array.from({ length: 6 }, (_, n) => lawyer(`80010${n}`)));
    const ids = await Promise.all(learners.map(idOf));
    await certification.run();
    const both = learners.map((learner, n) => Promise.all([refuse(ids[n] ?? ''), correct(learner, `80011${n}`)]));
    await Promise.all(both);
    for (const [n, learner] of learners.entries())
      expect(await lineOf(learner)).toMatchObject({ memberNumber: `80011${n}`, registration: { state: 'waiting' } });
  });

  it('is on what waits, also when the attest is issued at the same moment', async () => {
    for (let n = 0; n < 6; n += 1) {
      const learner = await certification.learner(ovb(`80012${n}`));
      await Promise.all([learner.request(), correct(learner, `80013${n}`)]);
      expect(await lineOf(learner)).toMatchObject({ memberNumber: `80013${n}` });
    }
  });

  it('leaves what a federation has booked as it was', async () => {
    const learner = await lawyer('800031');
    const id = await idOf(learner);
    await certification.run();
    await certification.staff.post(`/api/v1/federations/OVB/registrations/${id}/answer`, { outcome: 'accepted' });
    await correct(learner, '800032');
    expect(await lineOf(learner)).toMatchObject({ memberNumber: '800031', registration: { state: 'accepted' } });
  });
});

describe('a member number that two accounts go by', () => {
  /** What a learner gets to see, without what is anybody's own. */
  const seen = ({ id, code, verifyUrl, pdfUrl, ...rest }: AttestBody) => ({
    ...rest,
    enrolmentId: null,
    courseId: null,
    accountId: null,
    federations: rest.federations.map((line) => ({
      ...line,
      accreditationNumber: null,
      registration: { ...line.registration, id: null },
    })),
  });

  it('is flagged to staff, held back from the federation, and told to neither of the two', async () => {
    const alone = await lawyer('900100');
    const first = await lawyer('900001');
    const second = await lawyer('900001', first);
    expect([first.answer.status, second.answer.status]).toEqual([201, 201]);
    const [lonely, one, two] = await Promise.all([alone, first, second].map(attestOf));
    for (const attest of [one, two])
      expect(attest && { ...seen(attest), federations: [] }).toEqual(lonely && { ...seen(lonely), federations: [] });
    expect(two && seen(two).federations).toEqual(one && seen(one).federations);

    const [flagged] = (await sharedNumbers('&reviewed=false')).filter(({ memberNumber }) => memberNumber === '900001');
    expect(flagged?.accounts.map(({ accountId }) => accountId).sort()).toEqual(
      [first.accountId, second.accountId].sort(),
    );
    const { body: held } = await certification.staff.get<{ items: StaffRegistration[]; total: unknown }>(
      '/api/v1/admin/registrations?held=true',
    );
    expect(held.items.map(({ accountId }) => accountId).sort()).toEqual([first.accountId, second.accountId].sort());
    expect(held.total).toEqual({ count: 2, more: false });
    const codes = [one?.code, two?.code].sort();
    expect(held.items.map(({ attestCode }) => attestCode).sort()).toEqual(codes);
    for (const { accountName } of held.items) expect(accountName).toMatch(/^\S+ \S+/);
    await certification.run();
    const [aloneId, firstId, secondId] = [await idOf(alone), await idOf(first), await idOf(second)];
    await eventually(() => sentUnder(aloneId).length === 1);
    for (const id of [firstId, secondId]) expect(sentUnder(id)).toEqual([]);
    for (const learner of [first, second])
      expect(await lineOf(learner)).toMatchObject({ registration: { state: 'waiting', reason: null } });
    const { body: audit } = await certification.staff.get<{ items: { action: string; subject: string }[] }>(
      '/api/v1/admin/registrations-audit?limit=100',
    );
    const noted = audit.items.map(({ action, subject }) => [action, subject]);
    expect(noted).toContainEqual(['member-number.shared', flagged?.id]);
    for (const id of [firstId, secondId]) expect(noted).toContainEqual(['registration.held', id]);
  });

  it('is noted in the trail when an account gives it up', async () => {
    const first = await lawyer('900151');
    const second = await lawyer('900151', first);
    await certification.change(second.accountId, 3, { memberships: [] });
    const given = async () => {
      const { body } = await certification.staff.get<{ items: { action: string; details: { removed?: string } }[] }>(
        '/api/v1/admin/registrations-audit?limit=100',
      );
      return body.items.filter(({ action }) => action === 'member-number.given-up');
    };
    await eventually(async () => (await given()).some(({ details }) => details.removed === second.accountId));
  });

  it('is sent of whom staff name, whoever took it first, also after a run in between, and of no third', async () => {
    const first = await lawyer('900201');
    const owner = await lawyer('900201', first);
    await certification.run();
    const open = await sharedNumbers('&decided=false');
    expect(open.find(({ memberNumber }) => memberNumber === '900201')).toMatchObject({ owners: null });
    expect(await say('900201', [{ accountId: uuid() }])).toBe(422);
    expect(await say('900201', [owner])).toBe(204);
    const third = await lawyer('900201', first);
    await certification.run();
    const ids = await Promise.all([first, owner, third].map(idOf));
    await eventually(() => sentUnder(ids[1] ?? '').length === 1);
    expect([sentUnder(ids[0] ?? ''), sentUnder(ids[2] ?? '')]).toEqual([[], []]);
    await eventually(() => mailsOf(first, 'member-number-checked').length === 1);
    expect(mailsOf(first, 'member-number-checked')[0]?.data.data).toMatchObject({
      memberNumber: '900201',
      isTheirs: false,
    });
    expect(mailsOf(owner, 'member-number-checked')).toEqual([]);
    const [asked] = (await sharedNumbers('&reviewed=false')).filter((one) => one.memberNumber === '900201');
    expect(asked).toMatchObject({ owners: [owner.accountId], review: null });
    // who gives their own number goes in line under it
    await correct(first, '900202');
    await certification.run();
    await eventually(() => sentUnder(ids[0] ?? '').length === 1);
    expect(sentUnder(ids[0] ?? '')).toEqual(['900202']);
  });

  it('takes back what the federation was told of others, waits for a late answer, and follows staff who change theirs', async () => {
    const first = await lawyer('900211');
    const firstId = await idOf(first);
    await certification.run();
    await eventually(() => sentUnder(firstId).length === 1);
    const owner = await lawyer('900211', first);
    const ownerId = await idOf(owner);
    expect(await staffView(owner.accountId)).toMatchObject({ heldSince: expect.any(String) });
    expect(await lineOf(first)).toMatchObject({ registration: { state: 'sent' } });
    expect(await say('900211', [owner])).toBe(204);
    await eventually(() => withdrawnUnder(firstId).length === 1);
    expect(withdrawnUnder(firstId)).toEqual(['900211']);
    expect(await staffView(first.accountId)).toMatchObject({
      state: 'waiting',
      heldSince: expect.any(String),
      takenBackAt: now.toISOString(),
    });
    const accept = (id: string) =>
      certification.staff.post(`/api/v1/federations/OVB/registrations/${id}/answer`, { outcome: 'accepted' });
    expect((await accept(firstId)).status).toBe(204);
    await eventually(() => withdrawnUnder(firstId).length === 2);
    expect(await lineOf(first)).toMatchObject({ registration: { state: 'waiting' } });
    await certification.run();
    await eventually(() => sentUnder(ownerId).length === 1);
    expect(sentUnder(firstId)).toHaveLength(1);
    expect((await accept(ownerId)).status).toBe(204);

    expect(await say('900211', [first])).toBe(204);
    await eventually(() => withdrawnUnder(ownerId).length === 1);
    await certification.run();
    await eventually(() => sentUnder(firstId).length === 2);
    expect(await staffView(owner.accountId)).toMatchObject({ state: 'waiting', heldSince: expect.any(String) });
    await eventually(() => mailsOf(first, 'member-number-checked').length === 2);
    expect(mailsOf(first, 'member-number-checked').map(({ data }) => data.data['isTheirs'])).toEqual([false, true]);
  });

  it('holds what waits in other courses too, and both go when they are of one person', async () => {
    const first = await lawyer('900221');
    const second = await lawyer('900221');
    expect(await staffView(first.accountId)).toMatchObject({ heldSince: expect.any(String) });
    expect(await staffView(second.accountId)).toMatchObject({ heldSince: expect.any(String) });
    expect(await say('900221', [first, second])).toBe(204);
    await certification.run();
    for (const learner of [first, second]) {
      const id = await idOf(learner);
      await eventually(() => sentUnder(id).length === 1);
    }
  });

  it('of before is held when the service starts with what was left', async () => {
    const first = await lawyer('900231');
    const second = await lawyer('900231', first);
    const { connection } = certification.service.database;
    const registrations = connection.collection<{ _id: string }>('registrations');
    await registrations.updateOne({ _id: await idOf(first) }, { $set: { apart: null, heldSince: null } });
    await connection
      .collection<{ _id: string }>('migrations')
      .deleteOne({ _id: 'registrations-of-shared-numbers-held' });
    await certification.service.restart();
    const isHeld = async ({ accountId }: Learner) => Boolean((await staffView(accountId))?.heldSince);
    await eventually(() => isHeld(first));
    expect(await isHeld(second)).toBe(true);
  });

  it('is shared no more once one of them corrects it, and what was held goes in line', async () => {
    const first = await lawyer('900011');
    const second = await lawyer('900011', first);
    const third = await lawyer('900011', first);
    await correct(second, '900012');
    expect(await staffView(second.accountId)).toMatchObject({
      state: 'waiting',
      heldSince: null,
      memberNumber: '900012',
    });
    expect(await staffView(third.accountId)).toMatchObject({ heldSince: expect.any(String) });
    // the first has room for the third
    await correct(first, '900013');
    expect(await staffView(third.accountId)).toMatchObject({ state: 'waiting', heldSince: null });
    expect((await sharedNumbers()).map(({ memberNumber }) => memberNumber)).not.toContain('900011');
    await certification.run();
    for (const learner of [first, second, third]) {
      const id = await idOf(learner);
      await eventually(() => sentUnder(id).length === 1);
    }
  });

  it('is corrected by staff, who are told when that one is taken too', async () => {
    const first = await lawyer('900021');
    const second = await lawyer('900021', first);
    const path = `/api/v1/admin/registrations/${await idOf(second)}/resubmission`;
    for (const memberNumber of [undefined, '900021'])
      expect((await certification.staff.post(path, { memberNumber })).status).toBe(409);
    expect(await certification.staff.post(path, { memberNumber: '900022' })).toMatchObject({
      status: 200,
      body: { memberNumber: '900022' },
    });
    expect(await staffView(second.accountId)).toMatchObject({ heldSince: null });
  });

  it('goes to none of them when they ask for their attest at the same moment', async () => {
    const first = await certification.learner(ovb('900031'));
    const others = await Promise.all(
      Array.from({ length: 4 }, () => certification.learner(ovb('900031'), { known: { courseId: first.courseId } })),
    );
    const all = [first, ...others];
    const answers = await Promise.all(all.map((learner) => learner.request()));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const views = await Promise.all(all.map(({ accountId }) => staffView(accountId)));
    expect(views.filter((view) => view?.heldSince)).toHaveLength(5);
  });

  it('is noted once for all accounts that take it at the same moment, but not for one with an unproven address', async () => {
    const ids = Array.from({ length: 5 }, () => uuid());
    await Promise.all(ids.map((id) => certification.change(id, 1, { memberships: ovb('900041') })));
    await certification.change(uuid(), 1, { memberships: ovb('900041'), emailConfirmed: false });
    const [flagged] = (await sharedNumbers()).filter(({ memberNumber }) => memberNumber === '900041');
    expect(flagged?.accounts.map(({ accountId }) => accountId).sort()).toEqual(ids.sort());
  });

  it('is out of the way once staff have looked, until another account takes it', async () => {
    const ids = Array.from({ length: 3 }, () => uuid());
    const take = (id = uuid()) => certification.change(id, 1, { memberships: ovb('900051') });
    await take(ids[0]);
    await take(ids[1]);
    const open = async () =>
      (await sharedNumbers('&reviewed=false')).find(({ memberNumber }) => memberNumber === '900051');
    const found = await open();
    const path = `/api/v1/admin/shared-member-numbers/${found?.id}/review`;
    expect((await certification.staff.put(path, { reason: 'one person, two accounts' })).status).toBe(204);
    expect(await open()).toBeUndefined();
    await take(ids[2]);
    expect(await open()).toMatchObject({ review: null });
    expect(
      (await certification.staff.put(path.replace(/[^/]+\/review/, `${uuid()}/review`), { reason: 'x' })).status,
    ).toBe(404);
  });

  it('is found among accounts from before numbers were noted', async () => {
    const ids = [uuid(), uuid()];
    for (const id of ids) await certification.change(id, 1, { memberships: ovb('900061') });
    const { connection } = certification.service.database;
    await connection.collection('memberNumbers').deleteMany({ accounts: { $in: ids } });
    await connection.collection<{ _id: string }>('migrations').deleteOne({ _id: 'member-numbers-from-copies' });
    await certification.service.restart();
    const [flagged] = await eventually(async () => {
      const found = (await sharedNumbers()).filter(({ memberNumber }) => memberNumber === '900061');
      return found.length > 0 && found;
    });
    expect(flagged?.accounts.map(({ accountId }) => accountId).sort()).toEqual(ids.sort());
  });

  it('is shown to nobody but staff', async () => {
    const learner = certification.service.http.as(await tokenFor({ accountId: uuid() }));
    expect((await learner.get('/api/v1/admin/shared-member-numbers')).status).toBe(403);
    const body = { reason: 'x' };
    expect((await learner.put(`/api/v1/admin/shared-member-numbers/${uuid()}/review`, body)).status).toBe(403);
  });
});

it('counts registrations by whatever staff ask, without reading all of them', async () => {
  const filters = ['federation=OVB', 'state=sent', 'month=2026-03', 'held=true', `accountId=${uuid()}`];
  const pairs = filters.flatMap((one, n) => filters.slice(n + 1).map((other) => `${one}&${other}`));
  for (const query of [...filters, ...pairs, filters.join('&')])
    expect(await certification.staff.get(`/api/v1/admin/registrations?${query}`)).toMatchObject({
      body: { total: { more: false } },
    });
});

it('reads no collection without an index', async () => {
  expect(await certification.service.scansSeen()).toEqual([]);
});
