import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rights } from '@leerhuis/auth';
import { eventually, type HttpClient, type ToldMember, tellOrganisation, tokenFor } from '@leerhuis/testkit';
import { unzipSync } from 'fflate';
import { v7 as uuid } from 'uuid';
import { type AttestBody, type CertificationUnderTest, certificationUnderTest } from './certification-under-test.ts';

let certification: CertificationUnderTest;
let linde: Awaited<ReturnType<typeof tellOrganisation>>;
let manager: ToldMember;
let colleague: ToldMember;
let stranger: ToldMember;
let zoe: ToldMember;
let forLinde: AttestBody;
let forHerself: AttestBody;

beforeAll(async () => {
  certification = await certificationUnderTest();
  linde = await tellOrganisation(certification.service);
  manager = await linde.member({ rights: [...rights] });
  colleague = await linde.member();
  zoe = await linde.member();
  stranger = await (await tellOrganisation(certification.service)).member({ rights: [...rights] });
  const { organisationId } = linde.organisation;
  const known = { accountId: zoe.accountId };
  const membership = { federation: 'OVB' as const, memberNumber: '720001' };
  const taken = await certification.learner([membership], { known, organisationId });
  const own = await certification.learner([membership], { known });
  const declarations = {
    ...{ wasPresent: true, stayedLoggedIn: true },
    ...{ usedNoOtherApplications: true, switchedOffPeripherals: true },
  };
  const ask = (http: HttpClient, enrolmentId: string) =>
    http.post<AttestBody>('/api/v1/attests', { enrolmentId, declarations });
  for (const http of [manager.http, colleague.http, stranger.http])
    expect((await ask(http, taken.enrolmentId)).status).toBe(404);
  expect((await ask(zoe.http, own.enrolmentId)).status).toBe(404);
  forLinde = (await ask(zoe.http, taken.enrolmentId)).body;
  forHerself = (await ask(zoe.asPerson, own.enrolmentId)).body;
  const docs = certification.service.database.connection.collection('attests');
  await eventually(async () => (await docs.countDocuments({ accountId: zoe.accountId, pdf: { $exists: true } })) === 2);
}, 120_000);
afterAll(() => certification.stop());

const archive = '/api/v1/attests/archive?from=2026-11-01&to=2026-11-30';
const idsOf = async (http: HttpClient) =>
  (await http.get<{ items: AttestBody[] }>('/api/v1/attests')).body.items.map(({ id }) => id).sort();
const statusOf = async (http: HttpClient, path: string) => (await http.get(path)).status;
const pdfsIn = (bytes: Buffer) => Object.keys(unzipSync(bytes)).filter((name) => name.endsWith('.pdf'));

it('attests say for which organisation they were got, whose members with the right list them (V-27)', async () => {
  const { organisationId, name } = linde.organisation;
  expect(forLinde).toMatchObject({ organisationId, organisationName: name, accountName: 'Lena Maes' });
  expect(forHerself).toMatchObject({ organisationId: null });
  for (const http of [manager.http, zoe.http]) expect(await idsOf(http)).toEqual([forLinde.id]);
  for (const http of [colleague.http, stranger.http, manager.asPerson]) expect(await idsOf(http)).toEqual([]);
  expect(await idsOf(zoe.asPerson)).toEqual([forLinde.id, forHerself.id].sort());
});

it('one of them and its PDF are there for its holder, their manager and staff, and for nobody else', async () => {
  const someone = certification.service.http.as(await tokenFor({ accountId: uuid() }));
  for (const path of ['', '/pdf']) {
    const [theirs, own] = [`/api/v1/attests/${forLinde.id}${path}`, `/api/v1/attests/${forHerself.id}${path}`];
    for (const http of [zoe.http, zoe.asPerson, manager.http, certification.staff])
      expect(await statusOf(http, theirs)).toBe(200);
    for (const http of [colleague.http, stranger.http, manager.asPerson, someone])
      expect(await statusOf(http, theirs)).toBe(404);
    for (const http of [zoe.asPerson, certification.staff]) expect(await statusOf(http, own)).toBe(200);
    for (const http of [zoe.http, manager.http, colleague.http]) expect(await statusOf(http, own)).toBe(404);
  }
});

it('the archive has what the list has', async () => {
  for (const http of [manager.http, zoe.http]) expect(pdfsIn((await http.get(archive)).bytes)).toHaveLength(1);
  expect(pdfsIn((await zoe.asPerson.get(archive)).bytes)).toHaveLength(2);
  for (const http of [colleague.http, stranger.http, manager.asPerson]) expect(await statusOf(http, archive)).toBe(404);
});

it('what was got for the organisation stays there when the holder leaves, and theirs too (B-6)', async () => {
  await zoe.end();
  await eventually(async () => (await statusOf(zoe.http, '/api/v1/attests')) === 403);
  expect(await statusOf(zoe.http, archive)).toBe(403);
  expect(await idsOf(manager.http)).toEqual([forLinde.id]);
  expect(await idsOf(zoe.asPerson)).toEqual([forLinde.id, forHerself.id].sort());
  expect(await certification.service.scansSeen()).toEqual([]);
});

it('what was got for an organisation that became part of another is for the other', async () => {
  const into = await tellOrganisation(certification.service, { name: 'Kantoor van beide' });
  const boss = await into.member({ rights: [...rights] });
  await linde.change({ state: 'closed', mergedInto: into.organisation.organisationId });
  await eventually(async () => (await idsOf(boss.http)).length > 0);
  expect(await idsOf(boss.http)).toEqual([forLinde.id]);
});
