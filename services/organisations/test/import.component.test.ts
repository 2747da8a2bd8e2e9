import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readWorkbookApart, writeTable } from '@leerhuis/sheets';
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
});
afterAll(() => under.stop());

interface ImportBody {
  id: string;
  state: string;
  rows: number;
  done: number;
  outcomes: Record<string, number>;
  ignoredColumns: string[];
  failedRowsUrl: string | null;
}
interface RowBody {
  row: number;
  outcome: string;
  lastName: string;
  errors: { field: string; message: string }[];
}
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function give(content: Buffer | string, query = '', contentType = 'text/csv') {
  return manager.http.post<ImportBody>(`${path}/member-imports${query}`, undefined, { raw: { content, contentType } });
}

async function done(
  content: Buffer | string,
  query = '',
  contentType = 'text/csv',
  within = 20_000,
): Promise<ImportBody> {
  const given = await give(content, query, contentType);
  if (given.status !== 202) throw new Error(`not taken: ${given.bytes.toString()}`);
  return eventually(
    async () => {
      const { body } = await manager.http.get<ImportBody>(`${path}/member-imports/${given.body.id}`);
      return body.state !== 'running' && body;
    },
    { within },
  );
}
const rowsOf = async ({ id }: ImportBody) =>
  (await manager.http.get<Page<RowBody>>(`${path}/member-imports/${id}/rows?limit=100`)).body.items;
const people = async (query = '') => (await manager.http.get<Page<MemberBody>>(`${path}/members${query}`)).body;

describe('a list of people', () => {
  beforeAll(async () => {
    ({ manager, path } = await under.office());
  });
  const list = [
    'Voornaam;Naam;E-mail;Telefoon;Personeelsnummer;Rol;Geboortedatum',
    'Émile;Van den Bossche;emile@kantoor.example;09 123;0007;beheerder, medewerker;1/2/1980',
    '"An\nMarie";Maes;AN@kantoor.example;;0012;;',
    'Bo;Maes;an@KANTOOR.example;;;;',
    'Jan;Claes;geen adres;;;;',
    ';Zonder;z@kantoor.example;;;zorgmedewerker, beheerder;',
    'Piet;Niemand;;;;;',
    'Eva;Nummer;;;0099;;',
    ';Totaal;;5;;;',
  ].join('\r\n');
  const expected = { added: 3, changed: 0, unchanged: 0, failed: 4, skipped: 1 };

  it('is tried out without a trace', async () => {
    const tried = await done(list, '?dryRun=true');
    expect(tried).toMatchObject({
      state: 'done',
      rows: 8,
      done: 8,
      outcomes: expected,
      ignoredColumns: ['Geboortedatum'],
    });
    expect((await people()).total?.count).toBe(1);
    expect(under.mailsTo('emile@kantoor.example')).toEqual([]);
  });

  it('has an outcome for each row, with all that is wrong with it', async () => {
    const taken = await done(Buffer.from(`\ufeff${list}`));
    expect(taken.outcomes).toEqual(expected);
    const rows = await rowsOf(taken);
    expect(rows.map(({ row, outcome, errors }) => [row, outcome, errors.map(({ field }) => field)])).toEqual([
      [2, 'added', []],
      [3, 'added', []],
      [4, 'failed', ['email']],
      [5, 'failed', ['email']],
      [6, 'failed', ['firstName']],
      [7, 'failed', ['email']],
      [8, 'added', []],
      [9, 'skipped', []],
    ]);
    expect(rows[2]?.errors[0]?.message).toBe('Deze persoon staat al op rij 3.');
    expect((await people('?q=emile')).items).toMatchObject([
      { firstName: 'Émile', staffNumber: '0007', roles: ['manager', 'employee'], invitation: { state: 'open' } },
    ]);
    expect((await people('?q=marie')).items).toMatchObject([{ firstName: 'An Marie', email: 'an@kantoor.example' }]);
    await under.linkTo('an@kantoor.example');
  });

  it('changes nothing when it is given again, also from Windows-1252 with commas, or as a workbook', async () => {
    const again = { added: 0, changed: 0, unchanged: 3, failed: 4, skipped: 1 };
    expect((await done(list)).outcomes).toEqual(again);
    const header = 'voornaam,naam,e-mail';
    const latin = Buffer.from(`${header}\nÉmile,Van den Bossche,emile@kantoor.example\n`, 'latin1');
    expect((await done(latin)).outcomes).toMatchObject({ unchanged: 1, added: 0 });
    const titles = ['prénom', 'nom', 'courriel', 'matricule'];
    const table = {
      name: 'Feuille',
      columns: titles.map((title, i) => ({ title, kind: 'text' as const, of: (row: string[]) => row[i] ?? null })),
      rows: [['Émile', 'Van den Bossche', 'emile@kantoor.example', '0007']],
    };
    const bytes = Buffer.concat(await writeTable('xlsx', table).toArray());
    expect((await done(bytes, '', xlsx)).outcomes).toMatchObject({ unchanged: 1 });
    expect((await people()).total?.count).toBe(4);
    expect(under.mailsTo('emile@kantoor.example')).toHaveLength(1);
  });

  it('changes what it tells of who is known', async () => {
    const changed = await done('Voornaam;Naam;Personeelsnummer;Telefoon\nEva;Nummers;0099;09 99');
    expect(changed.outcomes).toMatchObject({ changed: 1 });
    expect((await people('?q=0099')).items).toMatchObject([
      { lastName: 'Nummers', phone: '09 99', roles: ['employee'] },
    ]);
  });

  it('gives the failed rows back as a file with the reason, to be mended and given again', async () => {
    const failed = await done(list, '?dryRun=true');
    const answer = await manager.http.get(`${failed.failedRowsUrl}`);
    const { sheets } = await readWorkbookApart(answer.bytes);
    const [header, ...rows] = (sheets[0]?.rows ?? []).map(({ cells }) =>
      [...cells.values()].map((cell) => (cell.kind === 'text' ? cell.text : '')),
    );
    expect(header).toEqual(['voornaam', 'naam', 'e-mail', 'telefoon', 'personeelsnummer', 'rol', 'taal', 'reden']);
    expect(rows).toHaveLength(4);
    expect(rows[0]?.at(-1)).toBe('e-mail: Deze persoon staat al op rij 3');
    expect((await done(answer.bytes, '', xlsx)).outcomes).toMatchObject({ changed: 1, failed: 3 });
  });

  it('of which nothing can be told is refused with why', async () => {
    expect((await give('a;b,c\n1;2,3')).body).toMatchObject({ errors: [{ field: 'A1' }] });
    expect((await give('Voornaam;E-mail\nAn;a@b.be')).body).toMatchObject({ errors: [{ field: 'people.lastName' }] });
    expect((await give('\n')).status).toBe(422);
    const many = `voornaam;naam;e-mail\n${Array.from({ length: 5_001 }, (_, i) => `A;B;a${i}@b.be`).join('\n')}`;
    expect((await give(many)).body).toMatchObject({ errors: [{ field: 'file' }] });
  });

  it('is for who may change people, and only of their own organisation', async () => {
    const taken = await done('voornaam;naam;e-mail\nA;B;recht@kantoor.example');
    const employee = await under.join(manager, path, ['employee']);
    const other = await under.office();
    const at = `/member-imports/${taken.id}`;
    expect((await employee.http.get(path + at)).status).toBe(403);
    expect((await other.manager.http.get(path + at)).status).toBe(404);
    expect((await other.manager.http.get(other.path + at)).status).toBe(404);
    const raw = { content: 'voornaam;naam\n', contentType: 'text/csv' };
    expect((await employee.http.post(`${path}/member-imports`, undefined, { raw })).status).toBe(403);
  });
});

it('the rules hold for each row: the last manager, one role to an address', async () => {
  ({ manager, path } = await under.office());
  const elsewhere = await under.office();
  const worker = await under.join(elsewhere.manager, elsewhere.path, ['care-worker']);
  const list = [
    'voornaam;naam;e-mail;rol',
    `An;Maes;${manager.email};medewerker`,
    `Zoë;Kovačić;${worker.email};medewerker`,
    'Bo;Both;both@kantoor.example;zorgmedewerker/beheerder',
  ].join('\n');
  const taken = await done(list);
  expect(taken.outcomes).toMatchObject({ failed: 3 });
  const messages = (await rowsOf(taken)).map(({ errors }) => errors[0]?.message);
  expect(messages[0]).toContain('laatste beheerder');
  expect(messages[1]).toContain('zorgmedewerker');
  expect(messages[2]).toContain('één rol');
});

it('who manages no more has the rest of their list stopped', async () => {
  ({ manager, path } = await under.office());
  const second = await under.join(manager, path, ['manager']);
  const list = `voornaam;naam;e-mail\n${Array.from({ length: 1_000 }, (_, i) => `A;B;a${i}@stop.example`).join('\n')}`;
  const raw = { content: list, contentType: 'text/csv' };
  const given = await second.http.post<ImportBody>(`${path}/member-imports?invite=false`, undefined, { raw });
  expect((await manager.http.delete(`${path}/members/${second.member.id}`)).status).toBe(204);
  const ended = await eventually(async () => {
    const { body } = await manager.http.get<ImportBody>(`${path}/member-imports/${given.body.id}`);
    return body.state !== 'running' && body;
  });
  expect(ended.state).toBe('stopped');
  expect(ended.done).toBeLessThan(1_000);
});

it('of five thousand rows comes to its end, with its progress to be seen, and goes on after a restart', async () => {
  ({ manager, path } = await under.office());
  const list = `voornaam;naam;e-mail\n${Array.from({ length: 5_000 }, (_, i) => `A${'abcdefghij'[i % 10]};B;p${i}@groot.example`).join('\n')}`;
  const given = await give(list, '?invite=false');
  const progress = async () => (await manager.http.get<ImportBody>(`${path}/member-imports/${given.body.id}`)).body;
  await eventually(async () => (await progress()).done > 100);
  await under.service.restart();
  const ended = await eventually(
    async () => {
      const now = await progress();
      return now.state === 'done' && now;
    },
    { within: 120_000, every: 500 },
  );
  expect(ended.outcomes).toMatchObject({ added: 5_000, failed: 0 });
  expect((await people()).total?.count).toBe(5_001);
}, 150_000);

it('reads nothing without an index', async () => {
  expect(await under.service.scansSeen()).toEqual([]);
});

it('knows somebody by their number, who gets the address that they had none of; a number is of one person', async () => {
  ({ manager, path } = await under.office());
  const number = 'voornaam;naam;e-mail;personeelsnummer';
  expect((await done(`${number}\nZo;Maes;;0011`)).outcomes).toMatchObject({ added: 1 });
  expect((await done(`${number}\nZo;Maes;zo@kantoor.example;0011`)).outcomes).toMatchObject({ changed: 1, added: 0 });
  const rows = await rowsOf(
    await done(
      `${number}\nAap;Een;a1@kantoor.example;777\nBeer;Twee;b1@kantoor.example;777\nAn;Drie;an@kantoor.example;0011`,
    ),
  );
  expect(
    rows.map(({ outcome, errors }) => [outcome, errors.map(({ field, message }) => `${field} ${message}`)]),
  ).toEqual([
    ['added', []],
    ['failed', ['staffNumber Deze persoon staat al op rij 2.']],
    ['failed', ['staffNumber Dit personeelsnummer is van Zo Maes.']],
  ]);
  const taken = { firstName: 'Bo', lastName: 'Claes', staffNumber: '777', roles: ['employee'], invite: false };
  expect((await manager.http.post(`${path}/members`, taken)).status).toBe(409);
  expect((await people()).total?.count).toBe(3);
});
