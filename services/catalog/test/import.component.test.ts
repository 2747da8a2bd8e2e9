import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { coursePublishedV1, creditPackagePublishedV1 } from '@leerhuis/contracts';
import { consumeEvents, type EventCollector } from '@leerhuis/testkit';
import { workbookOf } from '@leerhuis/testkit/workbook';
import type { FileCourse, FilePackage } from '../src/importing/domain/file-course.ts';
import { fileCourse, filePackage } from './offers.ts';
import { staffId, startTestCatalog, type TestCatalog } from './start-catalog.ts';

interface Report {
  id: string;
  dryRun: boolean;
  counts: Record<'created' | 'changed' | 'unchanged' | 'refused', number>;
  rows: {
    sheet: string;
    row: number;
    code: string | null;
    outcome: string;
    problems: { field: string; message: string }[];
  }[];
}

const path = '/api/v1/admin/catalog/imports';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const demo = (name: string) => readFileSync(new URL(`../demo/${name}`, import.meta.url));

let catalog: TestCatalog;
let events: EventCollector;
beforeAll(async () => {
  catalog = await startTestCatalog();
  events = await consumeEvents(catalog.namespace, [coursePublishedV1, creditPackagePublishedV1]);
  for (const name of ['trailer', 'one', 'two', 'one-again']) {
    // a box that players skip makes each a video of its own
    const own = Buffer.from(name.split('-', 1)[0] ?? '');
    const size = Buffer.alloc(4);
    size.writeUInt32BE(8 + own.length);
    const content = Buffer.concat([demo('media/chapter-1.mp4'), size, Buffer.from('free'), own]);
    await catalog.staff.put(`/api/v1/admin/catalog/media/${name}.mp4`, undefined, {
      raw: { content, contentType: 'video/mp4' },
    });
  }
});
afterAll(async () => {
  await events?.stop();
  await catalog?.stop();
});
beforeEach(async () => {
  const db = catalog.database.connection;
  await db.collection('courses').deleteMany({});
  await db.collection('creditPackages').deleteMany({});
});

function send(file: { courses?: FileCourse[]; creditPackages?: FilePackage[] }, query = '', key?: string) {
  return catalog.staff.post<Report>(path + query, undefined, {
    raw: { content: JSON.stringify(file), contentType: 'application/json' },
    ...(key === undefined ? {} : { idempotencyKey: key }),
  });
}
const stored = () => catalog.database.connection.collection('courses').find().sort({ code: 1 }).toArray();

describe('a catalogue file', () => {
  it('gets an outcome per row, and what is wrong with a row in the language asked for', async () => {
    const bad = { ...fileCourse({ code: 'BAD' }), minutes: 0, trailer: 'gone.mp4', accreditations: [] };
    const answer = await catalog.staff.post<Report>(path, undefined, {
      raw: { content: JSON.stringify({ courses: [bad, fileCourse()] }), contentType: 'application/json' },
      headers: { 'accept-language': 'fr' },
    });
    expect(answer.status).toBe(201);
    expect(answer.body.counts).toEqual({ created: 1, changed: 0, unchanged: 0, refused: 1 });
    expect(answer.body.rows).toMatchObject([
      { sheet: 'courses', row: 1, code: 'BAD', outcome: 'refused' },
      { sheet: 'courses', row: 2, code: 'OVB-1', outcome: 'created', problems: [] },
    ]);
    const { problems = [] } = answer.body.rows[0] ?? {};
    expect(problems.map(({ field }) => field)).toEqual(['minutes', 'accreditations', 'trailer']);
    expect(problems[0]?.message).toBe('Au moins 1');
    expect(await stored()).toHaveLength(1);
  });

  it.each([5, 21.5, 33])('refuses a row at %d %% VAT, at which nothing can be ordered', async (vatRate) => {
    const { body } = await send({ courses: [fileCourse({ vatRate })] });
    expect(body.rows[0]).toMatchObject({ outcome: 'refused', problems: [{ field: 'vatRate' }] });
    expect((await send({ courses: [fileCourse({ vatRate: 6 })] })).body.counts.created).toBe(1);
  });

  it('refuses a title with letters that attests and invoices could not show, and names them', async () => {
    const { body } = await send({ courses: [fileCourse({ title: { nl: 'หลักสูตร' } })] });
    expect(body.rows[0]).toMatchObject({ outcome: 'refused', problems: [{ field: 'title.nl' }] });
    expect(body.rows[0]?.problems[0]?.message).toContain(': ห ลั ก สู ต ร');
    const title = { nl: '物业租赁法律', fr: 'Le bail : e\u0301tude' };
    expect((await send({ courses: [fileCourse({ title })] })).body.counts.created).toBe(1);
    expect(await stored()).toMatchObject([{ title: { nl: '物业租赁法律', fr: 'Le bail : \u00e9tude' } }]);
  });

  it('is told of what it hides, and keeps that in its report', async () => {
    const columns = ['code', 'title_nl', 'description_nl', 'minutes', 'priceCents', 'vatRate'];
    const cells = (values: string[]) => values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join('');
    const row = cells(['HIDDEN10', 'Tien uur', 'x', '600', '44.000', '21']);
    const creditPackages = `<row>${cells(columns)}</row><row hidden="1">${row}</row>`;
    const raw = { content: workbookOf({ sheets: { creditPackages } }), contentType: xlsx };
    const { status, body } = await catalog.staff.post<Report>(path, undefined, { raw });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      rows: [{ outcome: 'refused', problems: [{ field: 'priceCents', message: expect.stringMatching(/^Cel E2: /) }] }],
      notices: [{ field: 'creditPackages!2', message: '1 verborgen rijen, wel gelezen' }],
    });
    expect((await catalog.staff.get(`${path}/${body.id}`)).body).toEqual(body);
  });

  it('changes nothing on a dry run, and says what it would do', async () => {
    const answer = await send({ courses: [fileCourse()] }, '?dryRun=true');
    expect(answer).toMatchObject({ status: 200, body: { dryRun: true, counts: { created: 1 } } });
    expect(await stored()).toEqual([]);
    expect((await catalog.staff.get(`${path}/${answer.body.id}`)).status).toBe(404);
  });

  it('changes nothing the second time, as JSON or as workbook', async () => {
    for (const name of readDemoMedia()) {
      const content = demo(`media/${name}`);
      await catalog.staff.put(`/api/v1/admin/catalog/media/${name}`, undefined, {
        raw: { content, contentType: 'video/mp4' },
      });
    }
    for (const name of readdirSync(new URL('../demo/documents/', import.meta.url))) {
      const at = encodeURIComponent(name);
      await catalog.staff.put(`/api/v1/admin/catalog/documents/${at}`, undefined, {
        raw: { content: demo(`documents/${at}`), contentType: 'application/pdf' },
      });
    }
    const json = { raw: { content: demo('catalogue.json'), contentType: 'application/json' } };
    const sheets = { raw: { content: demo('catalogue.xlsx'), contentType: xlsx } };
    const first = await catalog.staff.post<Report>(path, undefined, sheets);
    expect(first.body.counts).toEqual({ created: 49, changed: 0, unchanged: 0, refused: 0 });
    const before = await stored();
    for (const again of [sheets, json]) {
      const { body } = await catalog.staff.post<Report>(path, undefined, again);
      expect(body.counts).toEqual({ created: 0, changed: 0, unchanged: 49, refused: 0 });
    }
    expect(await stored()).toEqual(before);
  });

  it('is told of by an event with all that the classroom needs', async () => {
    await send({ courses: [fileCourse({ code: 'TOLD' })], creditPackages: [filePackage({ code: 'TOLD10' })] });
    const told = await events.waitFor(coursePublishedV1, ({ data }) => data.code === 'TOLD');
    expect(told.data).toMatchObject({
      courseId: told.subject,
      revision: 1,
      price: { amount: 6_000, currency: 'EUR' },
      accreditations: [{ federation: 'OVB', points: 1, attestUntil: '2027-12-31' }],
      classroom: {
        chapters: [{ chapterId: 'c1', mediaId: 'one.mp4', durationSeconds: 20 }],
        attentionChecks: [{ checkId: 'c1-10', chapterId: 'c1', atSecond: 10 }],
        finalTest: { version: 1, drawn: 1, questions: [{ questionId: 'q1', correctOptionIds: ['a'] }] },
      },
    });
    const educ = await events.waitFor(creditPackagePublishedV1, ({ data }) => data.code === 'TOLD10');
    expect(educ.data).toMatchObject({ minutes: 600, revision: 1 });
    await send({ courses: [fileCourse({ code: 'TOLD', priceCents: 6_500 })] });
    const next = await events.waitFor(coursePublishedV1, ({ data }) => data.code === 'TOLD' && data.revision === 2);
    expect(next.data.price.amount).toBe(6_500);
  });

  it('lets a video keep its id, with its checks, wherever it stands; the same one by another name too, a new one gets one of its own (V-23)', async () => {
    const told = async (revision: number, ...videos: string[]) => {
      const chapters = videos.map((media, n) => ({ number: n + 1, title: { nl: media }, media }));
      const attentionChecks = chapters.map(({ number }) => ({ chapter: number, atSecond: 5 }));
      await send({ courses: [fileCourse({ code: 'MOVED', chapters, attentionChecks })] });
      const { data } = await events.waitFor(
        coursePublishedV1,
        (event) => event.data.code === 'MOVED' && event.data.revision === revision,
      );
      const { chapters: shown, attentionChecks: checks } = data.classroom;
      return [shown.map(({ mediaId, chapterId }) => `${mediaId} ${chapterId}`), checks.map(({ checkId }) => checkId)];
    };
    expect(await told(1, 'one.mp4')).toEqual([['one.mp4 c1'], ['c1-5']]);
    expect(await told(2, 'two.mp4', 'one.mp4')).toEqual([
      ['two.mp4 c101', 'one.mp4 c1'],
      ['c101-5', 'c1-5'],
    ]);
    expect(await told(3, 'two.mp4')).toEqual([['two.mp4 c101'], ['c101-5']]);
    expect(await told(4, 'two.mp4', 'trailer.mp4')).toEqual([
      ['two.mp4 c101', 'trailer.mp4 c102'],
      ['c101-5', 'c102-5'],
    ]);
    expect(await told(5, 'one-again.mp4')).toEqual([['one-again.mp4 c1'], ['c1-5']]);
    expect(await told(6, 'one.mp4')).toEqual([['one.mp4 c1'], ['c1-5']]);
    const list = await catalog.staff.get<{ items: { code: string }[] }>('/api/v1/admin/courses');
    expect(list.body.items.find(({ code }) => code === 'MOVED')).not.toHaveProperty('formerChapters');
  });

  it('refuses a teacher whose name is an address', async () => {
    const { teacher } = fileCourse();
    const { body } = await send({ courses: [fileCourse({ teacher: { ...teacher, name: 'Lut op evil.example' } })] });
    const problems = [{ field: 'teacher.name', message: expect.stringContaining('webadres') }];
    expect(body.rows[0]).toMatchObject({ outcome: 'refused', problems });
  });

  it('tells learners, buyers and staff how often the test may be tried', async () => {
    const [accreditation] = fileCourse().accreditations as [FileCourse['accreditations'][number]];
    const limits = { max: 2, waitMinutes: 60 };
    const course = { testAttempts: { max: 3 }, accreditations: [{ ...accreditation, testAttempts: limits }] };
    await send({ courses: [fileCourse({ code: 'LIMITED', ...course })] });
    const { subject, data } = await events.waitFor(coursePublishedV1, (event) => event.data.code === 'LIMITED');
    expect(data).toMatchObject({ classroom: { testAttempts: { max: 3 } }, accreditations: [{ testAttempts: limits }] });
    const shown = (await catalog.visitor.get(`/api/v1/courses/${subject}`)).body;
    expect(shown).toMatchObject({ finalTest: { attempts: { max: 3 } }, accreditations: [{ testAttempts: limits }] });
    expect((await catalog.staff.get(`/api/v1/admin/courses/${subject}`)).body).toMatchObject(course);
    const { body } = await send({ courses: [fileCourse({ code: 'LIMITED', testAttempts: { max: 0 } })] });
    expect(body.rows[0]).toMatchObject({ outcome: 'refused', problems: [{ field: 'testAttempts.max' }] });
  });

  it('tells how much of it a federation wants watched, in tenths (V-24)', async () => {
    const [accreditation] = fileCourse().accreditations as [FileCourse['accreditations'][number]];
    const wanting = (watchPercent: number) =>
      send({ courses: [fileCourse({ code: 'SHARE', accreditations: [{ ...accreditation, watchPercent }] })] });
    const { body } = await wanting(85);
    expect(body.rows[0]).toMatchObject({ problems: [{ field: 'accreditations[0].watchPercent' }] });
    await wanting(80);
    const { subject, data } = await events.waitFor(coursePublishedV1, (event) => event.data.code === 'SHARE');
    expect(data.accreditations).toMatchObject([{ watchPercent: 80 }]);
    const shown = (await catalog.visitor.get(`/api/v1/courses/${subject}`)).body;
    expect(shown).toMatchObject({ accreditations: [{ watchPercent: 80 }] });
  });

  it('sent twice under one key is imported once, also at the same moment', async () => {
    const file = { courses: [fileCourse()] };
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(file, '', 'one-key')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]?.body.counts.created).toBe(1);
    expect((await send({ courses: [fileCourse({ minutes: 61 })] }, '', 'one-key')).status).toBe(422);
  });

  it('keeps the price rule when two files come at the same moment (V-4)', async () => {
    for (let round = 0; round < 5; round++) {
      await beforeEachRound();
      const [courses, packages] = await Promise.all([
        send({ courses: [fileCourse({ priceCents: 4_000 })] }),
        send({ creditPackages: [filePackage({ priceCents: 44_000 })] }),
      ]);
      expect(courses.body.counts.created + packages.body.counts.created).toBe(1);
      expect(courses.body.counts.refused + packages.body.counts.refused).toBe(1);
    }
  });
});

describe('the history of imports', () => {
  it('lists the newest first and keeps each report', async () => {
    const { body: made } = await send({ courses: [fileCourse()] });
    type Listed = { items: { id: string; by: string }[]; nextCursor: string; total: unknown };
    const list = await catalog.staff.get<Listed>(`${path}?limit=1`);
    expect(list.body.items).toMatchObject([{ id: made.id, by: staffId }]);
    const next = await catalog.staff.get<Listed>(`${path}?limit=1&cursor=${list.body.nextCursor}`);
    expect(next.body.items[0]?.id).not.toBe(made.id);
    const count = await catalog.database.connection.collection('imports').countDocuments();
    expect([list.body.total, next.body.total]).toEqual([{ count, more: false }, null]);
    expect((await catalog.staff.get<Report>(`${path}/${made.id}`)).body).toEqual(made);
    const audit = await catalog.staff.get<{ items: unknown[] }>('/api/v1/admin/catalog/audit?limit=1');
    expect(audit.body.items).toMatchObject([{ by: staffId, action: 'imported', subject: made.id }]);
  });
});

describe('a file is refused', () => {
  it.each([
    [422, 'that can not be read', 'application/json', 'no json'],
    [422, 'that is no workbook', xlsx, 'no workbook'],
    [415, 'of another kind', 'text/csv', 'code;title'],
  ])('%i %s', async (status, _what, contentType, content) => {
    const answer = await catalog.staff.post(path, undefined, { raw: { content, contentType } });
    expect(answer.status).toBe(status);
  });

  it('422 that would take the memory of all, while others are answered', async () => {
    const sheets = {
      creditPackages: '<row r="999999999999"><c r="ZZZZZZ999999999999"><v>1</v></c></row>',
      courses: `<row>${' '.repeat(70_000_000)}</row>`,
    };
    const raw = { content: workbookOf({ sheets }), contentType: xlsx };
    const sending = Promise.all([1, 2].map(() => catalog.staff.post(path, undefined, { raw })));
    expect((await catalog.visitor.get('/api/v1/courses')).status).toBe(200);
    for (const { status, body } of await sending) {
      expect(status).toBe(422);
      expect(body).toMatchObject({ errors: [{ message: expect.stringContaining('Te groot') }] });
    }
  });

  it('413 that is too large', async () => {
    const content = Buffer.alloc(11 * 1024 * 1024, ' ');
    const answer = await catalog.staff.post(path, undefined, { raw: { content, contentType: 'application/json' } });
    expect(answer.status).toBe(413);
  });

  it('of anybody but staff', async () => {
    const raw = { content: '{}', contentType: 'application/json' };
    expect((await catalog.visitor.post(path, undefined, { raw })).status).toBe(401);
    expect((await catalog.learner.post(path, undefined, { raw })).status).toBe(403);
  });
});

async function beforeEachRound(): Promise<void> {
  const db = catalog.database.connection;
  await db.collection('courses').deleteMany({});
  await db.collection('creditPackages').deleteMany({});
}

function readDemoMedia(): string[] {
  const professions = ['accountants', 'estate-agents', 'lawyers', 'mediators', 'notaries'];
  return [...professions.map((name) => `trailer-${name}.mp4`), ...[1, 2, 3].map((n) => `chapter-${n}.mp4`)];
}
