import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { invitationChangedV1, memberChangedV1 } from '@leerhuis/contracts';
import { eventually } from '@leerhuis/testkit';
import {
  type MemberBody,
  type OrganisationsUnderTest,
  organisationsUnderTest,
  type Page,
  type Somebody,
} from './organisations-under-test.ts';

let under: OrganisationsUnderTest;
let manager: Somebody;
let path: string;
beforeAll(async () => {
  under = await organisationsUnderTest();
  ({ manager, path } = await under.office());
});
afterAll(() => under.stop());

const people = async (query = '') => (await manager.http.get<Page<MemberBody>>(`${path}/members${query}`)).body;
const memberships = async ({ http }: Somebody) =>
  (
    await http.get<Page<{ id: string; organisationId: string; roles: string[]; addressIsTheirs: boolean }>>(
      '/api/v1/memberships',
    )
  ).body.items;

describe('the list of people (C-7)', () => {
  it('is searched by beginnings of words, filtered, and comes in pages with a total', async () => {
    for (const [firstName, lastName, staffNumber] of [
      ['Émile', 'Van den Bossche', '007'],
      ['Emma', 'Bosmans', null],
      ['Jan', 'Claes', '0071'],
    ] as const)
      await under.add(manager, path, { firstName, lastName, staffNumber, roles: ['planner'], invite: false });
    expect((await people('?q=bos&role=planner')).items.map(({ lastName }) => lastName)).toEqual([
      'Bosmans',
      'Van den Bossche',
    ]);
    expect((await people('?q=emi+bos')).items).toMatchObject([
      { firstName: 'Émile', staffNumber: '007', addedByName: 'Zoë Kovačić' },
    ]);
    expect((await people('?q=007')).total).toEqual({ count: 2, more: false });
    const first = await people('?role=planner&limit=2');
    expect(first.total?.count).toBe(3);
    const second = await people(`?role=planner&limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ lastName }) => lastName)).toEqual([
      'Bosmans',
      'Claes',
      'Van den Bossche',
    ]);
    expect((await people('?state=active')).items).toMatchObject([{ roles: ['manager'] }]);
    expect((await people('?invitation=open')).items).toEqual([]);
  });

  it('holds an address once, however it is written', async () => {
    const { email } = await under.add(manager, path);
    const again = { firstName: 'Bo', lastName: 'P', email: email?.toUpperCase(), roles: ['employee'] };
    expect((await manager.http.post(`${path}/members`, again)).body).toMatchObject({ errors: [{ field: 'email' }] });
  });

  it('is not for who lacks the right, nor for others', async () => {
    const employee = await under.join(manager, path, ['employee']);
    const planner = await under.join(manager, path, ['planner']);
    const { manager: other } = await under.office();
    const ask = async ({ http }: Somebody) => [
      (await http.get(`${path}/members`)).status,
      (await http.post(`${path}/members`, { firstName: 'A', lastName: 'B', roles: ['employee'] })).status,
      (await http.delete(`${path}/members/${employee.member.id}`)).status,
    ];
    expect(await ask(employee)).toEqual([403, 403, 403]);
    expect(await ask(planner)).toEqual([200, 403, 403]);
    expect(await ask(other)).toEqual([404, 404, 404]);
    expect((await under.service.http.get(`${path}/members`)).status).toBe(401);
    const theirs = `/api/v1/organisations/${(await memberships(other))[0]?.organisationId}/members/${employee.member.id}`;
    expect((await other.http.get(theirs)).status).toBe(404);
    expect((await other.http.delete(theirs)).status).toBe(404);
  });

  it('is changed with the revision that was seen; each change is noted', async () => {
    const { id } = await under.add(manager, path, { invite: false });
    const at = `${path}/members/${id}`;
    const known = await manager.http.get<MemberBody>(at);
    const headers = { 'If-Match': known.headers.get('etag') ?? '' };
    const changed = await manager.http.patch<MemberBody>(
      at,
      { phone: '09 123 45 67', staffNumber: '0012' },
      { headers },
    );
    expect(changed.body).toMatchObject({ phone: '09 123 45 67', staffNumber: '0012', lastName: 'Peeters' });
    expect((await manager.http.patch(at, { phone: null }, { headers })).status).toBe(412);
    const read = await manager.http.get(at);
    const unchanged = { 'If-None-Match': read.headers.get('etag') ?? '' };
    expect((await manager.http.get(at, { headers: unchanged })).status).toBe(304);
    const audit = await under.staff.get<Page<object>>(`/api/v1/admin/organisations-audit?subject=${id}`);
    expect(audit.body.items).toMatchObject([
      { action: 'member.changed', byName: 'Zoë Kovačić', before: { phone: null }, after: { phone: '09 123 45 67' } },
      { action: 'member.added', before: null },
    ]);
  });
});

describe('an invitation (B-2, B-12)', () => {
  const invitation = async (id: string) =>
    (await manager.http.get<MemberBody>(`${path}/members/${id}`)).body.invitation;

  it('is sent again; a wrong address is corrected first, and links to it work no more', async () => {
    const { id, email } = await under.add(manager, path);
    const wrong = await under.linkTo(email ?? '');
    const again = await manager.http.post<MemberBody>(`${path}/members/${id}/invitation`, {});
    expect(again.body.invitation).toMatchObject({ state: 'open', times: 2 });
    const right = `right-${email}`;
    const corrected = await manager.http.post<MemberBody>(`${path}/members/${id}/invitation`, { email: right });
    expect(corrected.body).toMatchObject({ email: right, invitation: { state: 'open', times: 1 } });
    expect((await under.service.http.get(`/api/v1/invitations/${wrong}`)).status).toBe(404);
    expect((await under.service.http.get(`/api/v1/invitations/${await under.linkTo(right)}`)).status).toBe(200);
  });

  it('can be accepted to the end of the thirtieth day, and is mailed once more three days before', async () => {
    const { id, email } = await under.add(manager, path);
    expect((await invitation(id))?.expiresAt).toBe('2026-12-30T22:59:59.999Z');
    const first = await under.linkTo(email ?? '');
    under.clock.set('2026-12-28T09:00:00Z');
    const second = await under.linkTo(email ?? '', 2);
    expect(under.mailsTo(email ?? '')[1]?.data).toMatchObject({ isReminder: true });
    for (const token of [first, second])
      expect((await under.service.http.get(`/api/v1/invitations/${token}`)).status).toBe(200);
    under.clock.set('2026-12-30T23:00:00Z');
    expect((await under.service.http.put(`/api/v1/invitations/${first}`, { answer: 'accept' })).status).toBe(404);
    expect((await invitation(id))?.state).toBe('lapsed');
    expect((await people('?invitation=lapsed')).items.map((each) => each.id)).toContain(id);
    expect(under.mailsTo(email ?? '')).toHaveLength(2);
    under.clock.set('2026-11-30T10:00:00Z');
  });

  it('is refused on its page, or accepted there by the account of its address', async () => {
    const { email } = await under.somebody();
    const { id } = await under.add(manager, path, { email });
    const page = `/api/v1/invitations/${await under.linkTo(email)}/page`;
    const seen = await under.service.http.get(page);
    expect(seen.bytes.toString()).toContain('Advocatenkantoor De Linde');
    const form = (answer: string) => ({
      raw: { content: `answer=${answer}`, contentType: 'application/x-www-form-urlencoded' },
    });
    expect((await under.service.http.post(page, undefined, form('nonsense'))).status).toBe(200);
    expect((await invitation(id))?.state).toBe('open');
    await under.service.http.post(page, undefined, form('accept'));
    expect((await invitation(id))?.state).toBe('accepted');
    const other = await under.add(manager, path);
    const theirs = `/api/v1/invitations/${await under.linkTo(other.email ?? '')}/page`;
    await under.service.http.post(theirs, undefined, form('refuse'));
    expect((await invitation(other.id))?.state).toBe('refused');
    expect((await under.service.http.post(theirs, undefined, form('accept'))).bytes.toString()).toContain(
      'role="alert"',
    );
  });

  it('is accepted by who is logged in under another address', async () => {
    const person = await under.somebody();
    const { id, email } = await under.add(manager, path);
    const answer = await person.http.put(`/api/v1/invitations/${await under.linkTo(email ?? '')}`, {
      answer: 'accept',
    });
    expect(answer.body).toMatchObject({ state: 'accepted', membershipId: id });
    expect(await memberships(person)).toMatchObject([{ id, addressIsTheirs: false }]);
  });

  it('without an account it leads on to where a password is chosen, and the gateway knows the link till it is answered', async () => {
    const { id, email } = await under.add(manager, path);
    const token = await under.linkTo(email ?? '');
    const hash = createHash('sha256').update(token).digest('base64url');
    const told = await under.events.waitFor(invitationChangedV1, ({ data }) => data.membershipId === id);
    expect(told.data.offer).toMatchObject({ email, tokens: [hash], organisationName: 'Advocatenkantoor De Linde' });
    const page = `/api/v1/invitations/${token}/page`;
    expect((await under.service.http.get(page)).bytes.toString()).not.toContain('publicList');
    const form = { raw: { content: 'answer=accept', contentType: 'application/x-www-form-urlencoded' } };
    const accepted = await under.service.http.post(page, undefined, form);
    expect(accepted.status).toBe(303);
    expect(accepted.headers.get('location')).toMatch(new RegExp(`/account/invited/${token}$`));
    expect(await invitation(id)).toMatchObject({ state: 'open', awaitsAccount: true });
    const person = await under.somebody(email ?? '');
    await eventually(async () => (await memberships(person)).length === 1);
    const ended = await under.events.waitFor(
      invitationChangedV1,
      ({ data }) => data.membershipId === id && data.offer === null,
    );
    expect(ended.data.revision).toBeGreaterThan(told.data.revision);
  });

  it('whose mail came back is shown so', async () => {
    const { id } = await under.add(manager, path);
    expect((await under.staff.post(`/api/v1/admin/members/${id}/bounce`, { reason: '550 unknown' })).status).toBe(200);
    expect((await people('?invitation=bounced')).items.map((each) => each.id)).toEqual([id]);
  });
});

describe('one address, one role (B-1, B-5, C-5)', () => {
  it('manager and employee can be held in several organisations', async () => {
    const other = await under.office();
    const person = await under.join(manager, path, ['employee']);
    await under.add(other.manager, other.path, { email: person.email, roles: ['manager', 'employee'] });
    await person.http.put(`/api/v1/invitations/${await under.linkTo(person.email, 2)}`, { answer: 'accept' });
    expect(await memberships(person)).toHaveLength(2);
  });

  it('a care worker moves when they confirm within seven days, and only then', async () => {
    const other = await under.office({ kind: 'care-organisation', name: 'Zorg Oost' });
    const person = await under.join(manager, path, ['care-worker']);
    const invited = await under.add(other.manager, other.path, { email: person.email, roles: ['care-worker'] });
    expect(invited.invitation).toMatchObject({ kind: 'move', expiresAt: '2026-12-07T22:59:59.999Z' });
    expect(await memberships(person)).toMatchObject([{ id: person.member.id }]);
    await person.http.put(`/api/v1/invitations/${await under.linkTo(person.email, 2)}`, { answer: 'accept' });
    expect(await memberships(person)).toMatchObject([{ id: invited.id }]);
    const ended = await under.events.waitFor(
      memberChangedV1,
      ({ data }) => data.membershipId === person.member.id && data.state === 'ended',
    );
    expect(ended.data.rights).toEqual([]);
    await under.mails.waitFor(
      ({ data }) => data.template === 'membership-ended' && data.recipient.email === person.email,
    );
  });

  it('another role is refused in words', async () => {
    const other = await under.office();
    const person = await under.join(manager, path, ['care-worker']);
    for (const roles of [['trainer-centre'], ['employee']]) {
      const body = { firstName: 'A', lastName: 'B', email: person.email, roles };
      const refused = await other.manager.http.post<{ detail: string }>(`${other.path}/members`, body, {
        headers: { 'Accept-Language': 'en' },
      });
      expect(refused.status).toBe(409);
      expect(refused.body.detail).toContain('A second role needs a second address.');
    }
    const both = { firstName: 'A', lastName: 'B', email: 'x@y.example', roles: ['care-worker', 'manager'] };
    expect((await other.manager.http.post(`${other.path}/members`, both)).status).toBe(422);
  });

  it('a trainer looks after care workers, and nobody else (B-6, B-12)', async () => {
    const trainer = await under.join(manager, path, ['trainer-external']);
    const worker = await under.add(trainer, path, { roles: ['care-worker'] });
    expect((await trainer.http.post(`${path}/members/${worker.id}/invitation`, {})).status).toBe(200);
    expect((await trainer.http.delete(`${path}/members/${worker.id}`)).status).toBe(204);
    const employee = await under.add(manager, path);
    expect((await trainer.http.delete(`${path}/members/${employee.id}`)).status).toBe(403);
    const body = { firstName: 'A', lastName: 'B', roles: ['employee'] };
    expect((await trainer.http.post(`${path}/members`, body)).status).toBe(403);
    const own = await under.add(manager, path, { roles: ['care-worker'] });
    expect((await trainer.http.patch(`${path}/members/${own.id}`, { roles: ['manager'] })).status).toBe(403);
  });

  it('staff correct a wrong role after an identity check, which is noted', async () => {
    const person = await under.join(manager, path, ['care-worker']);
    const at = `/api/v1/admin/members/${person.member.id}/roles`;
    const body = { roles: ['trainer-centre'], reason: 'Verkeerd toegevoegd' };
    expect((await under.staff.put(at, { ...body, identityChecked: false })).status).toBe(400);
    expect((await under.staff.put(at, { ...body, identityChecked: true })).body).toMatchObject({
      roles: ['trainer-centre'],
    });
    const audit = await under.staff.get<Page<object>>(
      `/api/v1/admin/organisations-audit?subject=${person.member.id}&limit=1`,
    );
    expect(audit.body.items).toMatchObject([
      { action: 'member.roles-corrected', reason: 'Verkeerd toegevoegd', before: { roles: 'care-worker' } },
    ]);
  });
});

describe('the public list of trainers (B-3)', () => {
  interface Trainer {
    id: string;
    lastName: string;
    role: string;
    organisationName: string;
    city: string;
    contact: { email: string | null; phone: string | null } | null;
  }
  const listed = async (query = '', http = under.service.http) =>
    (await http.get<Page<Trainer>>(`/api/v1/trainers${query}`)).body;

  it('shows who ticked it when accepting, or later, with how to reach them for who is logged in', async () => {
    const care = await under.office({ name: 'Zorg Noord', kind: 'care-organisation' });
    const { email } = await under.somebody();
    const more = { email, roles: ['trainer-external'], lastName: 'Zevenster', phone: '0470 12 34 56' };
    const { id } = await under.add(care.manager, care.path, more);
    const page = `/api/v1/invitations/${await under.linkTo(email)}/page`;
    expect((await under.service.http.get(page)).bytes.toString()).toContain('name="publicList"');
    const content = 'answer=accept&publicList=yes';
    await under.service.http.post(page, undefined, {
      raw: { content, contentType: 'application/x-www-form-urlencoded' },
    });
    const seen = { id, lastName: 'Zevenster', role: 'trainer-external', organisationName: 'Zorg Noord', city: 'Gent' };
    expect((await listed('?q=zevenster')).items).toEqual([expect.objectContaining({ ...seen, contact: null })]);
    for (const q of ['zorg noord', 'gent zeven', 'noord'])
      expect((await listed(`?q=${encodeURIComponent(q)}`)).items.map((each) => each.id)).toContain(id);
    // an address is not searched for
    expect((await listed(`?q=${email.slice(0, 8)}`)).items).toEqual([]);
    const { items } = await listed('?q=zevenster', manager.http);
    expect(items[0]?.contact).toEqual({ email, phone: '0470 12 34 56' });
  });

  it('is ticked on and off by the trainer, by nobody else, and ends with the place', async () => {
    const trainer = await under.join(manager, path, ['trainer-centre']);
    const at = `/api/v1/memberships/${trainer.member.id}`;
    const isListed = async () => {
      const all = await listed('?limit=100');
      return all.items.some(({ id }) => id === trainer.member.id);
    };
    expect((await trainer.http.patch(at, { publicList: true })).body).toMatchObject({ publicList: true });
    expect(await isListed()).toBe(true);
    expect((await trainer.http.patch(at, { publicList: false })).body).toMatchObject({ publicList: false });
    expect(await isListed()).toBe(false);
    await trainer.http.patch(at, { publicList: true });
    expect((await manager.http.patch(`${path}/members/${trainer.member.id}`, { publicList: false })).status).toBe(400);
    const employee = await under.join(manager, path, ['employee']);
    const refused = await employee.http.patch(`/api/v1/memberships/${employee.member.id}`, { publicList: true });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'publicList' }] } });
    await manager.http.delete(`${path}/members/${trainer.member.id}`);
    expect(await isListed()).toBe(false);
  });

  it('comes in pages with a total', async () => {
    for (const name of ['Aa', 'Bb', 'Cc']) {
      const trainer = await under.join(manager, path, ['trainer-centre']);
      await trainer.http.patch(`/api/v1/memberships/${trainer.member.id}`, {
        publicList: true,
        lastName: `Lijst ${name}`,
      });
    }
    const first = await listed('?q=lijst&limit=2');
    expect([first.items.map(({ lastName }) => lastName), first.total?.count]).toEqual([['Lijst Aa', 'Lijst Bb'], 3]);
    const second = await listed(`?q=lijst&limit=2&cursor=${first.nextCursor}`);
    expect(second.items.map(({ lastName }) => lastName)).toEqual(['Lijst Cc']);
  });
});

describe('leaving and being removed (B-6)', () => {
  it('who goes by an address of the organisation is told to change it first', async () => {
    const person = await under.join(manager, path, ['employee']);
    const at = `/api/v1/memberships/${person.member.id}`;
    expect((await person.http.delete(at)).status).toBe(409);
    expect((await person.http.delete(`${at}?anyway=true`)).status).toBe(204);
    expect((await person.http.delete(`${at}?anyway=true`)).status).toBe(404);
    expect(await memberships(person)).toEqual([]);
    expect((await people('?state=ended')).items.map(({ id }) => id)).toContain(person.member.id);
  });

  it('who is removed is told, and has no right any more', async () => {
    const person = await under.join(manager, path, ['manager']);
    expect((await manager.http.delete(`${path}/members/${person.member.id}`)).status).toBe(204);
    expect((await person.http.get(`${path}/members`)).status).toBe(404);
    const mail = await under.mails.waitFor(
      ({ data }) => data.template === 'membership-ended' && data.recipient.email === person.email,
    );
    const loginUrl = expect.stringContaining('http');
    expect(mail.data.data).toMatchObject({ isRemoval: true, addressIsTheirs: true, loginUrl });
  });

  it('the last manager stays until there is another', async () => {
    const own = await under.office();
    const mine = (await memberships(own.manager))[0];
    const leave = () => own.manager.http.delete(`/api/v1/memberships/${mine?.id}?anyway=true`);
    expect((await leave()).body).toMatchObject({ detail: expect.stringContaining('laatste beheerder') });
    expect((await own.manager.http.delete(`${own.path}/members/${mine?.id}`)).status).toBe(409);
    expect((await own.manager.http.patch(`${own.path}/members/${mine?.id}`, { roles: ['employee'] })).status).toBe(409);
    await under.join(own.manager, own.path, ['manager']);
    expect((await leave()).status).toBe(204);
  });

  it('what an organisation knows of me I change myself (C-6)', async () => {
    const person = await under.join(manager, path, ['employee']);
    const at = `/api/v1/memberships/${person.member.id}`;
    expect((await person.http.patch(at, { phone: '0470 12 34 56' })).body).toMatchObject({ phone: '0470 12 34 56' });
    expect((await person.http.patch(at, { roles: ['manager'] })).status).toBe(400);
    expect((await manager.http.patch(at, { phone: '1' })).status).toBe(404);
  });

  it('my work address becomes the one of my account, which is proved, and no other by me (C-6)', async () => {
    const person = await under.join(manager, path, ['employee']);
    const at = `/api/v1/memberships/${person.member.id}`;
    const notProved = await person.http.patch(at, { email: 'iemand@anders.example' });
    expect(notProved).toMatchObject({ status: 422, body: { errors: [{ field: 'email' }] } });
    const work = `werk-${person.email}`;
    await manager.http.patch(`${path}/members/${person.member.id}`, { email: work });
    expect((await person.http.patch(at, { email: work, locale: 'fr' })).body).toMatchObject({
      email: work,
      locale: 'fr',
    });
    expect((await person.http.patch(at, { email: person.email })).body).toMatchObject({ email: person.email });
    await under.events.waitFor(
      memberChangedV1,
      ({ data }) => data.membershipId === person.member.id && data.revision > 4 && data.workEmail === person.email,
    );
    const held = await under.add(manager, path, {});
    await manager.http.patch(`${path}/members/${person.member.id}`, { email: work });
    await manager.http.patch(`${path}/members/${held.id}`, { email: person.email });
    expect((await person.http.patch(at, { email: person.email })).status).toBe(409);
  });

  it('who took another address for their account leaves without a warning (B-4)', async () => {
    const person = await under.join(manager, path, ['employee']);
    const [first] = await memberships(person);
    expect(first).toMatchObject({ addressIsTheirs: true });
    await under.changedAddress(person, `thuis-${person.email}`);
    expect(await memberships(person)).toMatchObject([{ addressIsTheirs: false, email: person.email }]);
    expect((await person.http.delete(`/api/v1/memberships/${person.member.id}`)).status).toBe(204);
  });
});

describe('at the same moment', () => {
  const fifty = Array.from({ length: 50 }, (_, i) => i);
  const statuses = (answers: { status: number }[]) => {
    const counts: Record<number, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };

  it('fifty put the same address on the list: it is there once', async () => {
    const body = { firstName: 'A', lastName: 'B', email: 'vijftig@linde.example', roles: ['employee'] };
    const answers = await Promise.all(fifty.map(() => manager.http.post(`${path}/members`, body)));
    expect(statuses(answers)).toEqual({ 201: 1, 409: 49 });
    expect((await people('?q=vijftig')).items).toHaveLength(1);
    await under.linkTo(body.email);
    expect(under.mailsTo(body.email)).toHaveLength(1);
  });

  it('fifty accept one link: one has the place', async () => {
    const { id, email } = await under.add(manager, path);
    const token = await under.linkTo(email ?? '');
    const several = await Promise.all(fifty.slice(0, 10).map(() => under.somebody()));
    const answers = await Promise.all(
      fifty.map((i) => several[i % 10]?.http.put(`/api/v1/invitations/${token}`, { answer: 'accept' })),
    );
    expect(statuses(answers.flatMap((each) => each ?? []))).toEqual({ 200: 5, 404: 45 });
    const held = await Promise.all(several.map(memberships));
    expect(held.flat()).toMatchObject([{ id }]);
  });

  it('an address is invited as care worker by five organisations, and takes all up: it is one in the end', async () => {
    const person = await under.somebody();
    const offices = await Promise.all(fifty.slice(0, 5).map(() => under.office()));
    for (const each of offices)
      await under.add(each.manager, each.path, { email: person.email, roles: ['care-worker'] });
    await under.linkTo(person.email, 5);
    const tokens = under
      .mailsTo(person.email, 'organisation-invitation')
      .map(({ secrets }) => /invitations\/([\w-]+)\//.exec(secrets['link'] ?? '')?.[1]);
    const answers = await Promise.all(
      fifty.map((i) => person.http.put(`/api/v1/invitations/${tokens[i % 5]}`, { answer: 'accept' })),
    );
    expect(statuses(answers)).toEqual({ 200: 10, 409: 40 });
    expect(await memberships(person)).toHaveLength(1);
  });

  it('two managers remove each other, fifty times: one is left', async () => {
    const own = await under.office();
    const second = await under.join(own.manager, own.path, ['manager']);
    const first = (await memberships(own.manager))[0]?.id;
    await Promise.all(
      fifty.map((i) =>
        i % 2
          ? own.manager.http.delete(`${own.path}/members/${second.member.id}`)
          : second.http.delete(`${own.path}/members/${first}`),
      ),
    );
    const left = await Promise.all([own.manager, second].map(memberships));
    expect(left.flat()).toHaveLength(1);
    await eventually(() => {
      const told = under.events
        .of(memberChangedV1)
        .filter(({ data }) => [first, second.member.id].includes(data.membershipId));
      expect(told.filter(({ data }) => data.state === 'ended')).toHaveLength(1);
    });
  });
});

it('reads nothing without an index', async () => {
  expect(await under.service.scansSeen()).toEqual([]);
});
