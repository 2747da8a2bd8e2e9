import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import writeExcel, { type SheetData } from 'write-excel-file/node';
import { type LocatedFinding, UnreadableFile } from './catalogue-file.ts';
import { candidateOf, fileCourseSchema, filePackageSchema } from './file-schemas.ts';
import { type CatalogueFile, readCatalogue } from './import-commands.ts';
import { childSheets, requiredSheets, sheetLayout } from './sheet-layout.ts';

const demo = (name: string) => readFileSync(new URL(`../../demo/${name}`, import.meta.url));
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' as const;

type SheetRows = Record<string, Record<string, string | number | Date | null>[]>;

/** What a test doesn't fill is there with its header only. */
const headers = Object.fromEntries(
  childSheets.map((sheet) => [
    sheet,
    [Object.fromEntries(Object.keys(sheetLayout[sheet]).map((name) => [name, null]))],
  ]),
);

async function workbook(sheets: SheetRows): Promise<CatalogueFile> {
  const data = Object.entries(sheets).map(([sheet, rows]) => {
    const columns = Object.keys(rows[0] ?? {});
    const cells = rows.map((row) =>
      columns.map((column) => {
        const value = row[column] ?? null;
        return value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value;
      }),
    );
    return { sheet, data: [columns, ...cells] as SheetData };
  });
  return readCatalogue(xlsx, await writeExcel(data).toBuffer());
}

/** Why a workbook is refused whole. */
async function refusalOf(sheets: SheetRows): Promise<LocatedFinding[]> {
  const error = await workbook(sheets).catch((reason: unknown) => reason);
  if (error instanceof UnreadableFile) return error.findings;
  throw new Error('it was not refused', { cause: error });
}

const packageRow = {
  code: 'EDUC10',
  title_nl: 'Tien uur',
  description_nl: 'x',
  minutes: 600,
  priceCents: 44_000,
  vatRate: 21,
};

const courseRow = {
  code: 'OVB-1',
  kind: 'video',
  language: 'nl',
  title_nl: 'Erfrecht',
  summary_nl: null,
  description_nl: 'x',
  minutes: 60,
  priceCents: 6_000,
  vatRate: 21,
  teacherName: 'Lut',
  teacherEmail: 'lut@docenten.example',
  teacherBio_nl: 'x',
  trailer: 'trailer.mp4',
  testDrawn: 1,
  testPassPercent: 80,
};

describe('the demo catalogue', () => {
  it('says the same as JSON and as workbook', async () => {
    const json = await readCatalogue('application/json', demo('catalogue.json'));
    const sheets = await readCatalogue(xlsx, demo('catalogue.xlsx'));
    expect(sheets.notices).toEqual([]);
    const courses = (file: CatalogueFile) => file.courses.map((record) => candidateOf(fileCourseSchema, record));
    const packages = (file: CatalogueFile) =>
      file.creditPackages.map((record) => candidateOf(filePackageSchema, record));
    expect(courses(json).flatMap(({ findings }) => findings)).toEqual([]);
    expect(courses(sheets)).toEqual(courses(json));
    expect(packages(sheets)).toEqual(packages(json));
    expect(json.courses.length).toBeGreaterThanOrEqual(44);
  });
});

describe('a workbook', () => {
  it('may hold dates as dates, numbers as text and empty rows', async () => {
    const file = await workbook({
      ...headers,
      courses: [courseRow, { ...courseRow, code: null }].map((row, i) => (i === 0 ? row : emptied(row))),
      accreditations: [
        {
          course: 'OVB-1',
          federation: 'OVB',
          accreditationNumber: '7',
          minutes: '60',
          points: '1,25',
          attestUntil: new Date('2027-12-31T00:00:00Z'),
        },
      ],
    });
    expect(file.courses).toHaveLength(1);
    expect(file.courses[0]?.value).toMatchObject({
      accreditations: [{ accreditationNumber: '7', minutes: 60, points: 1.25, attestUntil: '2027-12-31' }],
    });
  });

  it('may limit attempts at the test, for the course and per federation', async () => {
    const accreditation = { course: 'OVB-1', federation: 'OVB', accreditationNumber: 'A', minutes: 60, points: 1 };
    const attestUntil = '2027-12-31';
    const file = await workbook({
      ...headers,
      courses: [{ ...courseRow, testAttemptsMax: null, testAttemptsWaitMinutes: 0.5 }],
      accreditations: [
        { ...accreditation, attestUntil, testAttemptsMax: 2, testAttemptsWaitMinutes: 60 },
        { ...accreditation, federation: 'BIV', attestUntil, testAttemptsMax: 0, testAttemptsWaitMinutes: null },
        { ...accreditation, federation: 'FBC', attestUntil, testAttemptsMax: null, testAttemptsWaitMinutes: null },
      ],
    });
    const [record] = file.courses;
    expect(record?.value).toMatchObject({
      accreditations: [{ testAttempts: { max: 2, waitMinutes: 60 } }, { testAttempts: { max: 0 } }, {}],
    });
    expect(record?.findings.map(({ field }) => field)).toEqual(['testAttemptsWaitMinutes']);
    const found = record && candidateOf(fileCourseSchema, record).findings.map(({ path }) => record.locate(path));
    expect(found).toContain('accreditations!3.testAttemptsMax');
  });

  it('says in which sheet, row and column something is wrong', async () => {
    const file = await workbook({
      ...headers,
      courses: [courseRow],
      chapters: [
        { course: 'OVB-1', number: 1, title_nl: 'Een', media: 'one.mp4' },
        { course: 'OVB-1', number: 2, title_nl: null, media: 'two.avi' },
      ],
    });
    const [record] = file.courses;
    if (!record) throw new Error('the course was not read');
    const found = candidateOf(fileCourseSchema, record).findings.map(({ path }) => record.locate(path));
    expect(found).toEqual(
      expect.arrayContaining(['chapters!3.media', 'chapters!3.title_nl', 'summary_nl', 'accreditations']),
    );
    expect(record.locate(['finalTest', 'drawn'])).toBe('testDrawn');
    expect(record.locate(['teacher', 'bio', 'fr'])).toBe('teacherBio_fr');
  });

  it('is refused with rows of courses that it does not hold: the course that was meant would change without them', async () => {
    const rows = {
      ...headers,
      courses: [courseRow],
      checks: [
        { course: 'OVB-1', chapter: 1, atSecond: 5 },
        { course: 'OVB-9', chapter: 1, atSecond: 5 },
        { course: 'ovb-1', chapter: 1, atSecond: 5 },
        { course: null, chapter: 1, atSecond: 5 },
        { course: 101, chapter: 1, atSecond: 5 },
      ],
    };
    const found = await refusalOf(rows);
    expect(found.map(({ field }) => field)).toEqual([3, 4, 5, 6].map((row) => `checks!${row}.course`));
    expect(found.map(({ message }) => message.en)).toEqual([
      'Course OVB-9 is not on the sheet courses',
      'Course ovb-1 is not on the sheet courses',
      'It is not said which course this row belongs to',
      expect.stringContaining('Cell A6: holds the number 101'),
    ]);
  });

  it.each<[string, Record<string, string | number>, string]>([
    ['cents with a point', { priceCents: '44.000' }, 'priceCents'],
    ['cents with a comma', { priceCents: '440,00' }, 'priceCents'],
    ['minutes with a point', { minutes: '1.000' }, 'minutes'],
    ['a number for a code', { trailer: 101 }, 'trailer'],
    ['half a percent', { testPassPercent: 79.6 }, 'testPassPercent'],
  ])(
    'refuses a course for a cell that can be read in two ways, once and with its address: %s',
    async (_what, cells, field) => {
      const file = await workbook({ ...headers, courses: [{ ...courseRow, ...cells }] });
      const told = file.courses[0]?.findings ?? [];
      expect(told.map((each) => each.field)).toEqual([field]);
      expect(told[0]?.message.nl).toMatch(/^Cel [A-Z]+2: /);
    },
  );

  it('takes what a formula left for what a person sees', async () => {
    const file = await workbook({ ...headers, courses: [{ ...courseRow, priceCents: 1998.9999999999998 }] });
    expect(file.courses[0]).toMatchObject({ findings: [], value: { priceCents: 1_999 } });
  });

  it('takes right answers by their numbers only', async () => {
    const question = { course: 'OVB-1', number: 1, kind: 'multiple', prompt_nl: 'Wat?', options_nl: 'a\nb\nc' };
    for (const [correct, findings] of [
      ['1;3', []],
      ['1, 3', []],
      [2, []],
      ['1.3', ['questions!2.correct']],
      ['a', ['questions!2.correct']],
      [1.3, ['questions!2.correct']],
    ] as const) {
      const { courses } = await workbook({ ...headers, courses: [courseRow], questions: [{ ...question, correct }] });
      expect(courses[0]?.findings.map(({ field }) => field)).toEqual(findings);
    }
  });

  it('has as many answers in each language, and only numbers of those as right ones', async () => {
    const { courses } = await workbook({
      ...headers,
      courses: [courseRow],
      questions: [
        {
          course: 'OVB-1',
          number: 1,
          kind: 'multiple',
          prompt_nl: 'Wat?',
          options_nl: 'a\nb\nc',
          options_fr: 'a\nb',
          correct: '1;4',
        },
      ],
    });
    expect(courses[0]?.findings.map(({ field }) => field)).toEqual(['questions!2.options_fr', 'questions!2.correct']);
  });

  it.each([
    ['unknown', { ...packageRow, prijs: 1 }, 'creditPackages.prijs'],
    [
      'missing',
      { code: 'EDUC10', title_nl: 'x', description_nl: 'x', minutes: 1, vatRate: 21 },
      'creditPackages.priceCents',
    ],
  ])('is refused whole with an %s column: a slip there would lose data silently', async (_how, row, field) => {
    expect((await refusalOf({ creditPackages: [row] })).map((each) => each.field)).toEqual([field]);
  });
});

describe('a workbook without one of the sheets of courses', () => {
  const rows: SheetRows = { ...headers, courses: [courseRow] };
  const refusal = async (sheets: SheetRows) => (await refusalOf(sheets)).map(({ field }) => field);

  it.each(requiredSheets)('is refused whole when that is %s', async (sheet) => {
    expect(await refusal(Object.fromEntries(Object.entries(rows).filter(([name]) => name !== sheet)))).toEqual([sheet]);
  });

  it('is refused whole when that is courses, though it has packages too', async () => {
    const accreditations = [{ ...headers['accreditations']?.[0], course: 'OVB-1' }];
    expect(await refusal({ ...headers, accreditations, creditPackages: [packageRow] })).toEqual(['courses']);
  });

  it('says so of each sheet', async () => {
    expect(await refusal({ courses: [courseRow], Questions: [{ course: 'OVB-1' }] })).toEqual([
      'Questions',
      ...requiredSheets,
    ]);
  });

  it('is read without documents, and leaves those of its courses alone', async () => {
    const of = async (sheets: SheetRows) => (await workbook(sheets)).courses[0]?.value as Record<string, unknown>;
    const { documents, ...others } = rows;
    expect(await of(others)).not.toHaveProperty('documents');
    expect(await of(rows)).toMatchObject({ documents: [] });
  });

  it('is read when it holds packages only', async () => {
    expect((await workbook({ creditPackages: [packageRow] })).creditPackages).toHaveLength(1);
  });
});

describe('a record of a JSON file', () => {
  it.each([
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[[]]'],
    ['an operator for a code', '{"code":{"$gt":""}}'],
    ['a name that objects know', '{"__proto__":{"x":1},"constructor":1}'],
    ['a very long name', `{"${'x'.repeat(100_000)}":1}`],
    ['more than anybody writes', `{"code":"X","chapters":[${'0,'.repeat(1_000_000)}0]}`],
    ['nested beyond any stack', `{"code":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ])('is refused, and the file goes on: %s', async (_what, json) => {
    const { courses } = await readCatalogue('application/json', Buffer.from(`{"courses":[${json}]}`));
    const [record] = courses;
    if (!record) throw new Error('the record is gone');
    const { value, findings } = candidateOf(fileCourseSchema, record);
    const told = JSON.stringify([...findings, ...record.findings]);
    expect(value).toBeNull();
    expect(told.length).toBeGreaterThan(10);
    expect(told.length).toBeLessThan(30_000);
  });
});

describe('a file that is no catalogue', () => {
  it.each([
    ['text', xlsx, Buffer.from('hello')],
    ['half a workbook', xlsx, demo('catalogue.xlsx').subarray(0, 5_000)],
    ['a zip of something else', xlsx, Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
    ['no JSON', 'application/json' as const, Buffer.from('{')],
    ['a list', 'application/json' as const, Buffer.from('[]')],
    ['JSON with nothing in it', 'application/json' as const, Buffer.from('{}')],
    ['JSON with a part that we do not know', 'application/json' as const, Buffer.from('{"course":[]}')],
    [
      'JSON that names a price twice',
      'application/json' as const,
      Buffer.from('{"courses":[{"priceCents":1,"priceCents":2}]}'),
    ],
    ['JSON in UTF-16', 'application/json' as const, Buffer.from('\ufeff{"courses":[{}]}', 'utf16le')],
    ['JSON in Latin-1', 'application/json' as const, Buffer.from('{"courses":[{"code":"é"}]}', 'latin1')],
    ['JSON nested without end', 'application/json' as const, Buffer.from('['.repeat(10_000_000))],
    [
      'JSON of nothing but objects',
      'application/json' as const,
      Buffer.from(`{"courses":[${'{},'.repeat(3_000_000)}{}]}`),
    ],
    [
      'JSON of nothing but names',
      'application/json' as const,
      Buffer.from(`{${Array.from({ length: 600_000 }, (_, index) => `"k${index}":0`).join()}}`),
    ],
    ['too many courses', 'application/json' as const, Buffer.from(`{"courses":[${'0,'.repeat(500)}0]}`)],
  ])('is refused before it takes long: %s', async (_what, contentType, bytes) => {
    const start = performance.now();
    await expect(readCatalogue(contentType, bytes)).rejects.toThrow(UnreadableFile);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

function emptied(row: Record<string, unknown>): Record<string, null> {
  return Object.fromEntries(Object.keys(row).map((column) => [column, null]));
}
