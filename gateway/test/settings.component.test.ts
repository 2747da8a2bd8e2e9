import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, zonedDay } from '@leerhuis/calendar';
import { settingsChangedV1 } from '@leerhuis/contracts';
import { seed } from '@leerhuis/provider';
import { consumeEvents, type EventCollector, type HttpClient } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest } from './gateway-under-test.ts';

interface RecordView {
  id: string;
  validFrom: string;
  standing: 'past' | 'holding' | 'coming';
  mayChange: boolean;
  [field: string]: unknown;
}
interface KindView {
  kind: string;
  revision: number;
  records: RecordView[];
}

const path = '/api/v1/admin/settings';
let under: GatewayUnderTest;
let staff: HttpClient;
let events: EventCollector;
let movedMs = 0;
const clock = () => new Date(Date.now() + movedMs);
const today = () => zonedDay(clock(), 'Europe/Brussels');
const logInAsStaff = async () =>
  under.gateway.http.as((await under.logIn('staf@demo.leerhuis.test', 'Kantoor-2026!')).accessToken);

const { id: _, ...identity } = seed.identity[0] ?? { id: '' };
const { id: __, ...terms } = seed.terms[0] ?? { id: '' };
const moving = (more: object) => ({ ...identity, source: 'letter of the bank', ...more });

beforeAll(async () => {
  under = await gatewayUnderTest('settings', { DEMO_ACCOUNTS: 'true' }, clock);
  events = await consumeEvents(under.gateway.namespace, [settingsChangedV1]);
  staff = await logInAsStaff();
});

afterAll(async () => {
  await events.stop();
  expect(await under.gateway.scansSeen()).toEqual([]);
  await under.stop();
});

const kindOf = async (kind: string) => (await staff.get<KindView>(`${path}/${kind}`)).body;
const recordsOn = async (on: string, kind: string) => {
  const { body } = await staff.get<{ kinds: KindView[] }>(`${path}?on=${on}`);
  return body.kinds.find((one) => one.kind === kind)?.records ?? [];
};

describe('the settings of the provider', () => {
  it('are for staff', async () => {
    const learner = under.gateway.http.as(
      (await under.logIn('advocaat@demo.leerhuis.test', 'Pleidooi-2026!')).accessToken,
    );
    for (const client of [learner, under.gateway.http]) {
      const status = client === learner ? 403 : 401;
      expect((await client.get(path)).status).toBe(status);
      expect((await client.get(`${path}/terms`)).status).toBe(status);
      expect((await client.post(`${path}/terms/records`, {})).status).toBe(status);
      expect((await client.delete(`${path}/terms/records/seed`)).status).toBe(status);
      expect((await client.get('/api/v1/admin/settings-audit')).status).toBe(status);
    }
  });

  it('are those of the seed until somebody changes them', async () => {
    const { status, body } = await staff.get<{ on: string; kinds: KindView[] }>(path);
    expect(status).toBe(200);
    expect(body.on).toBe(today());
    expect(body.kinds.map(({ kind, revision, records }) => [kind, revision, records.length])).toEqual([
      ['identity', 0, 1],
      ['brand', 0, 1],
      ['vat-rates', 0, 4],
      ['terms', 0, 1],
      ['holidays', 0, 1],
      ['federation-policies', 0, 5],
    ]);
    for (const { records } of body.kinds)
      for (const record of records) expect(record).toMatchObject({ standing: 'holding', mayChange: false });
  });

  it('are announced from a day on, told with all of their records, and noted', async () => {
    const validFrom = addDays(today(), 10);
    const record = moving({ validFrom, iban: 'be71 0961 2345 6769', bic: 'gkccbebb' });
    const { status, body, headers } = await staff.post<KindView>(`${path}/identity/records`, record);
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"1"');
    const [coming] = body.records;
    expect(headers.get('location')).toBe(`${path}/identity/records/${coming?.id}`);
    expect(coming).toMatchObject({ standing: 'coming', mayChange: true, iban: 'BE71096123456769', bic: 'GKCCBEBB' });
    const told = await events.waitFor(settingsChangedV1, ({ data }) => data.kind === 'identity');
    expect(told.subject).toBe('identity');
    expect(told.data).toMatchObject({ revision: 1, records: [{ id: 'seed' }, { iban: 'BE71096123456769' }] });

    expect((await recordsOn(addDays(validFrom, -1), 'identity')).map(({ standing }) => standing)).toEqual([
      'coming',
      'holding',
    ]);
    const [then] = await recordsOn(validFrom, 'identity');
    expect(then).toMatchObject({ standing: 'holding', iban: 'BE71096123456769' });

    const audit = await staff.get<{ items: object[] }>('/api/v1/admin/settings-audit?subject=identity');
    expect(audit.body.items).toMatchObject([
      { action: 'setting.announced', before: null, after: { id: coming?.id, validFrom, iban: 'BE71096123456769' } },
    ]);
  });

  it('are changed and taken back while they lie ahead, each under what staff saw', async () => {
    const { revision, records } = await kindOf('identity');
    const [coming] = records as [RecordView];
    const record = moving({ validFrom: coming.validFrom, city: 'Antwerpen' });
    const at = `${path}/identity/records/${coming.id}`;
    const seen = { headers: { 'if-match': `"${revision}"` } };
    const changed = await staff.put<KindView>(at, record, seen);
    expect(changed).toMatchObject({
      status: 200,
      body: { revision: revision + 1, records: [{ city: 'Antwerpen' }, {}] },
    });

    const late = await staff.put(at, record, { headers: { ...seen.headers, 'accept-language': 'fr' } });
    expect(late).toMatchObject({ status: 412, body: { title: 'Modifié entre-temps' } });
    expect((await staff.delete(at, seen)).status).toBe(412);

    expect((await staff.delete(at, { headers: { 'if-match': `"${revision + 1}"` } })).status).toBe(204);
    expect((await kindOf('identity')).records.map(({ id }) => id)).toEqual(['seed']);
    expect((await staff.delete(at)).status).toBe(404);
    const audit = await staff.get<{ items: { action: string }[] }>('/api/v1/admin/settings-audit?limit=2');
    expect(audit.body.items).toMatchObject([
      { action: 'setting.taken-back', before: { city: 'Antwerpen' }, after: null },
      { action: 'setting.changed', before: { city: 'Gent' }, after: { city: 'Antwerpen' } },
    ]);
  });

  it('are announced once for one key, also when it is sent twice', async () => {
    const record = moving({ validFrom: addDays(today(), 20) });
    const once = { idempotencyKey: 'announce-once' };
    const first = await staff.post<KindView>(`${path}/identity/records`, record, once);
    const again = await staff.post<KindView>(`${path}/identity/records`, record, once);
    expect(again).toMatchObject({ status: 201, body: first.body });
    const other = await staff.post(`${path}/identity/records`, record, { headers: { 'accept-language': 'en' } });
    expect(other).toMatchObject({ status: 409, body: { type: expect.stringContaining('day-taken') } });
  });

  it.each([
    ['identity', { validFrom: '2026-02-30' }, 'validFrom', 400],
    ['identity', { validFrom: '2020-06-01' }, 'validFrom', 422],
    ['identity', { validFrom: '2099-06-01' }, 'validFrom', 422],
    ['identity', { iban: 'BE68539007547035' }, 'iban', 400],
    ['identity', { bic: 'BPOTBEB' }, 'bic', 400],
    ['identity', { vatNumber: 'BE0123456748' }, 'vatNumber', 400],
    ['identity', { vatNumber: 'NL001234567B01' }, 'vatNumber', 400],
    ['identity', { country: 'NL', postalCode: '1012 AB' }, 'vatNumber', 400],
    ['identity', { postalCode: '0001' }, 'postalCode', 400],
    ['identity', { email: 'nobody' }, 'email', 400],
    ['identity', { website: 'https://leerhuis.example' }, 'website', 400],
    ['identity', { name: '   ' }, 'name', 400],
    ['identity', { name: 'Leerhuis \u{12000}' }, 'name', 400],
    ['identity', { fax: '09' }, 'fax', 400],
    ['terms', { paymentDays: 0 }, 'paymentDays', 400],
    ['terms', { accessMonths: 1.5 }, 'accessMonths', 400],
    ['terms', { consent: { version: '2026-06-19', text: { nl: 'a', fr: 'b', en: 'c' } } }, 'consent.version', 422],
    ['terms', { consent: { version: 'v', text: { nl: 'a', fr: '', en: 'c' } } }, 'consent.text.fr', 400],
    ['brand', { name: 'X', email: 'x@example.com', colour: '#ffee00' }, 'colour', 400],
    ['brand', { name: 'X', email: 'x@example.com', colour: 'teal' }, 'colour', 400],
    ['vat-rates', { rate: 121, inUse: true, exemptionGround: null }, 'rate', 400],
    ['vat-rates', { rate: 5.555, inUse: true, exemptionGround: null }, 'rate', 400],
    ['vat-rates', { rate: 0, inUse: true, exemptionGround: null }, 'exemptionGround', 400],
    ['holidays', { days: Array(2).fill({ day: '2027-01-02', reason: { nl: 'a', fr: 'b', en: 'c' } }) }, 'days', 400],
    ['holidays', { days: [{ day: '2027-02-29', reason: { nl: 'a', fr: 'b', en: 'c' } }] }, 'days[0].day', 400],
    ['federation-policies', { federation: 'FBC', way: 'registration', file: 'csv' }, 'way', 400],
  ])('%s refuses %j, naming the field in each language', async (kind, wrong, field, status) => {
    const usual = kind === 'identity' ? identity : kind === 'terms' ? terms : {};
    const record = { ...usual, validFrom: addDays(today(), 30), source: 'test', ...wrong };
    const messages = new Set<string>();
    for (const locale of ['nl', 'fr', 'en']) {
      const answer = await staff.post<{ errors: { field: string; message: string }[] }>(
        `${path}/${kind}/records`,
        record,
        {
          headers: { 'accept-language': locale },
        },
      );
      expect({ status: answer.status, fields: answer.body.errors?.map((one) => one.field) }).toEqual({
        status,
        fields: [field],
      });
      messages.add(answer.body.errors[0]?.message ?? '');
    }
    expect(messages.size).toBe(3);
  });

  it('refuses a day that is none in what is asked', async () => {
    expect((await staff.get(`${path}?on=2026-13-01`)).status).toBe(400);
    expect((await staff.get(`${path}/colours`)).status).toBe(404);
  });

  it('never change once their day is over, and stay after a restart', async () => {
    const record = { ...terms, source: 'board', validFrom: today(), paymentDays: 14 };
    const { body } = await staff.post<KindView>(`${path}/terms/records`, record);
    const [added] = body.records as [RecordView];
    expect(added).toMatchObject({ standing: 'holding', mayChange: true });
    const seen = (await staff.get(`${path}/terms`)).headers.get('etag') ?? '';
    const unlessSeen = { headers: { 'if-none-match': seen } };
    expect((await staff.get(`${path}/terms`, unlessSeen)).status).toBe(304);
    movedMs = 86_400_000;
    await under.gateway.restart();
    staff = await logInAsStaff();
    const at = `${path}/terms/records/${added.id}`;
    const answer = await staff.delete<{ detail: string }>(at, { headers: { 'accept-language': 'en' } });
    expect(answer).toMatchObject({ status: 409, body: { type: expect.stringContaining('began-already') } });
    expect((await staff.put(at, { ...record, validFrom: today() })).status).toBe(409);
    expect((await kindOf('terms')).records[0]).toMatchObject({ id: added.id, standing: 'holding', mayChange: false });
    // the day changed what is shown, and no revision
    const later = await staff.get<KindView>(`${path}/terms`, unlessSeen);
    expect(later).toMatchObject({ status: 200, body: { revision: body.revision } });
  });

  it('lets one of two who announce for the same day at once in', async () => {
    const record = { ...terms, source: 'board', validFrom: addDays(today(), 5) };
    const answers = await Promise.all([1, 2, 3].map(() => staff.post(`${path}/terms/records`, record)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const told = events.of(settingsChangedV1).map(({ data }) => data);
    const revisions = told.filter(({ kind }) => kind === 'terms').map(({ revision }) => revision);
    expect(new Set(revisions).size).toBe(revisions.length);
  });
});
