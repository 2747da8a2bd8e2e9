import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import writeExcel, { type SheetData } from 'write-excel-file/node';
import { candidateOf } from './candidate.ts';
import { type CatalogueFile, UnreadableFile } from './catalogue-file.ts';
import { readCatalogue } from './content-types.ts';
import { fileCourseSchema, filePackageSchema } from './file-schemas.ts';
import { childSheets, sheetLayout } from './sheet-layout.ts';
import { unpackedSize } from './unpacked-size.ts';

const demo = (name: string) => readFileSync(new URL(`../../../demo/${name}`, import.meta.url));
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
    expect(sheets.strays).toEqual([]);
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
          accreditationNumber: 7,
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
      testAttempts: { waitMinutes: 0.5 },
      accreditations: [{ testAttempts: { max: 2, waitMinutes: 60 } }, { testAttempts: { max: 0 } }, {}],
    });
    const found = record && candidateOf(fileCourseSchema, record).findings.map(({ path }) => record.locate(path));
    expect(found).toEqual(expect.arrayContaining(['testAttemptsWaitMinutes', 'accreditations!3.testAttemptsMax']));
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

  it('refuses rows of courses that it does not hold, each by itself', async () => {
    const { strays } = await workbook({
      ...headers,
      courses: [courseRow],
      checks: [
        { course: 'OVB-1', chapter: 1, atSecond: 5 },
        { course: 'OVB-9', chapter: 1, atSecond: 5 },
      ],
    });
    expect(strays).toMatchObject([{ sheet: 'checks', row: 3, code: 'OVB-9', findings: [{ field: 'course' }] }]);
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
    const error = await workbook({ creditPackages: [row] }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableFile);
    expect((error as UnreadableFile).findings.map((each) => each.field)).toEqual([field]);
  });
});

describe('a workbook without one of the sheets of courses', () => {
  const rows: SheetRows = { ...headers, courses: [courseRow] };
  const refusal = async (sheets: SheetRows) => {
    const error = await workbook(sheets).catch((reason: unknown) => reason);
    return error instanceof UnreadableFile ? error.findings.map(({ field }) => field) : error;
  };

  it.each(childSheets)('is refused whole when that is %s', async (sheet) => {
    expect(await refusal(Object.fromEntries(Object.entries(rows).filter(([name]) => name !== sheet)))).toEqual([sheet]);
  });

  it('is refused whole when that is courses, though it has packages too', async () => {
    const accreditations = [{ ...headers['accreditations']?.[0], course: 'OVB-1' }];
    expect(await refusal({ ...headers, accreditations, creditPackages: [packageRow] })).toEqual(['courses']);
  });

  it('says so of each sheet', async () => {
    expect(await refusal({ courses: [courseRow], Questions: [{ course: 'OVB-1' }] })).toEqual([...childSheets]);
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
    ['too many courses', 'application/json' as const, Buffer.from(`{"courses":[${'0,'.repeat(500)}0]}`)],
  ])('is refused: %s', async (_what, contentType, bytes) => {
    await expect(readCatalogue(contentType, bytes)).rejects.toThrow(UnreadableFile);
  });

  it('is not unpacked when it says that it is huge', () => {
    const zip = Buffer.from(demo('catalogue.xlsx'));
    const entry = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    zip.writeUInt32LE(0xffff_ffff, entry + 24);
    expect(unpackedSize(zip)).toBeGreaterThan(4_000_000_000);
    return expect(readCatalogue(xlsx, zip)).rejects.toThrow(UnreadableFile);
  });
});

function emptied(row: Record<string, unknown>): Record<string, null> {
  return Object.fromEntries(Object.keys(row).map((column) => [column, null]));
}
