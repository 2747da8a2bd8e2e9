import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seed } from '@leerhuis/provider';
import { type ServiceUnderTest, tellSettings } from '@leerhuis/testkit';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { type CertificationUnderTest, certificationUnderTest, type RunBody } from './certification-under-test.ts';

let certification: CertificationUnderTest;
let service: ServiceUnderTest;
let staff: CertificationUnderTest['staff'];
let run: RunBody;
const names = new Map<string, string>();

beforeAll(async () => {
  certification = await certificationUnderTest();
  ({ service, staff } = certification);
  const records = seed['federation-policies'].map((one) =>
    one.federation === 'ITAA' ? { ...one, file: 'csv' as const } : one,
  );
  await tellSettings(service, {
    kind: 'federation-policies',
    revision: 1,
    records,
    changedAt: '2026-11-02T09:00:00Z',
  });
  for (const [federation, memberNumber, lastName] of [
    ['OVB', '012345', '’t Hof, Zoë'],
    ['OVB', '512346', 'Müller-Łukasz'],
    ['ITAA', '01234567', 'Çelik; Van den Berg'],
  ] as const) {
    const { accountId, request } = await certification.learner([{ federation, memberNumber }], { lastName });
    const id = (await request()).body.federations[0]?.registration?.id ?? '';
    names.set(id, lastName);
    expect(accountId).not.toBe('');
  }
  run = await certification.run();
});
afterAll(() => certification.stop());

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const fileOf = (federation: string, query = '', accept = '*/*') =>
  staff.get(`/api/v1/admin/registration-runs/${run.id}/files/${federation}${query}`, { headers: { accept } });
const typeOf = ({ headers }: { headers: Headers }) => headers.get('content-type')?.split(';')[0];

it('is a workbook, in which member numbers are text, points are numbers and days are days (V-26)', async () => {
  const file = await fileOf('OVB');
  expect(file.status).toBe(200);
  expect(typeOf(file)).toBe(xlsx);
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="OVB-2026-11.xlsx"`);
  const sheet = strFromU8(unzipSync(file.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">012345</t>');
  expect(sheet).toMatch(/<c r="G2" s="2"><v>\d{5}<\/v><\/c><c r="H2"><v>\d+<\/v>/);
  for (const name of ['’t Hof, Zoë', 'Müller-Łukasz']) expect(sheet).toContain(`>${name}<`);
});

it('is CSV for Dutch and French spreadsheets by setting, by format, and by Accept', async () => {
  const asked = [
    await fileOf('ITAA'),
    await fileOf('ITAA', '?format=csv', xlsx),
    await fileOf('ITAA', '', `text/csv, ${xlsx}`),
  ];
  for (const file of asked) {
    expect(typeOf(file)).toBe('text/csv');
    expect(file.headers.get('vary')).toMatch(/accept/i);
    const [titles = [], line = []] = parse(file.bytes, { delimiter: ';', bom: true }) as string[][];
    const read = Object.fromEntries(titles.map((title, index) => [title, line[index]]));
    expect(read).toMatchObject({
      federation: 'ITAA',
      memberNumber: '="01234567"',
      lastName: 'Çelik; Van den Berg',
      activityDate: expect.stringMatching(/^2026-11-\d\d$/),
      points: expect.stringMatching(/^\d+(,\d+)?$/),
    });
    expect(names.get(read['registrationId'] ?? '')).toBe('Çelik; Van den Berg');
  }
  expect(typeOf(await fileOf('ITAA', '', xlsx))).toBe(xlsx);
  expect(typeOf(await fileOf('ITAA', '?format=xlsx'))).toBe(xlsx);
  expect((await fileOf('ITAA', '?format=ods')).status).toBe(400);
});

it('is linked in each form', async () => {
  const url = `/api/v1/admin/registration-runs/${run.id}/files/OVB`;
  expect(run.files[0]).toEqual({
    federation: 'OVB',
    url,
    formats: [
      { format: 'xlsx', url: `${url}?format=xlsx` },
      { format: 'csv', url: `${url}?format=csv` },
    ],
  });
});

it('reads no collection without an index', async () => {
  expect(await service.scansSeen()).toEqual([]);
});
