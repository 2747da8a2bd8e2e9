import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublishedV1, courseWithdrawnV1, sendMessage } from '@leerhuis/contracts';
import type { FederationCode } from '@leerhuis/federations';
import { signedUrl } from '@leerhuis/files';
import { seed } from '@leerhuis/provider';
import { consumeEvents, drainJobs, type EventCollector, eventually, tellSettings } from '@leerhuis/testkit';
import { fileCourse, filePackage } from './offers.ts';
import { signingKey, staffId, startTestCatalog, type TestCatalog } from './start-catalog.ts';

interface Listed {
  items: { code: string; accreditations: { federation: string; attestOpen: boolean }[] }[];
  nextCursor: string | null;
}
interface StaffCourse {
  id: string;
  revision: number;
  code: string;
  status: string;
  accreditations: { attestUntil: string }[];
  finalTest: { version: number; drawn: number };
}

const demo = (name: string) => readFileSync(new URL(`../demo/media/${name}`, import.meta.url));

let catalog: TestCatalog;
let events: EventCollector;
beforeAll(async () => {
  catalog = await startTestCatalog({ SUGGESTIONS_PER_HOUR: '3' });
  const brand = { name: 'Leerhuis', email: 'desk@provider.example', colour: '#0b5c63' };
  const record = { id: 'seed', validFrom: '2020-01-01', source: 'test', ...brand };
  await tellSettings(catalog, { kind: 'brand', revision: 1, records: [record], changedAt: '2026-11-02T09:00:00Z' });
  events = await consumeEvents(catalog.namespace, [coursePublishedV1, courseWithdrawnV1]);
  for (const name of ['trailer', 'one']) await upload(`${name}.mp4`, demo('chapter-1.mp4'));
});
afterAll(async () => {
  await events?.stop();
  await catalog?.stop();
});

function upload(name: string, content: Buffer) {
  const raw = { content, contentType: 'video/mp4' };
  return catalog.staff.put<{ name: string; durationSeconds: number }>(
    `/api/v1/admin/catalog/media/${name}`,
    undefined,
    { raw },
  );
}

let made = 0;
/** A course of this test's own. */
async function newCourse(): Promise<StaffCourse> {
  made += 1;
  const [accreditation] = fileCourse().accreditations;
  const code = `C${String(made).padStart(3, '0')}`;
  const accreditations = accreditation ? [{ ...accreditation, accreditationNumber: `N-${made}` }] : [];
  await importFile({ courses: [fileCourse({ code, accreditations })] });
  const { body } = await catalog.staff.get<{ items: StaffCourse[] }>('/api/v1/admin/courses?limit=100');
  const course = body.items.find((each) => each.code === code);
  if (!course) throw new Error(`${code} was not imported`);
  return course;
}
function importFile(file: unknown) {
  const raw = { content: JSON.stringify(file), contentType: 'application/json' };
  return catalog.staff.post<{ counts: Record<string, number> }>('/api/v1/admin/catalog/imports', undefined, { raw });
}
const put = (course: StaffCourse, what: string, body: unknown, ifMatch?: string) =>
  catalog.staff.put<StaffCourse>(
    `/api/v1/admin/courses/${course.id}/${what}`,
    body,
    ifMatch ? { headers: { 'if-match': ifMatch } } : {},
  );

describe('the attest-until date (V-25)', () => {
  it('is extended for everyone, told to everybody and kept in the trail', async () => {
    const course = await newCourse();
    const answer = await put(course, 'attest-until', { federation: 'OVB', attestUntil: '2029-06-30' }, '"1"');
    expect(answer).toMatchObject({
      status: 200,
      body: { revision: 2, accreditations: [{ attestUntil: '2029-06-30' }] },
    });
    expect(answer.headers.get('etag')).toBe('"2"');
    const told = await events.waitFor(
      coursePublishedV1,
      ({ subject, data }) => subject === course.id && data.revision === 2,
    );
    expect(told.data.accreditations[0]?.attestUntil).toBe('2029-06-30');
    const { body } = await catalog.staff.get<{ items: unknown[] }>('/api/v1/admin/catalog/audit?limit=1');
    expect(body.items).toMatchObject([
      {
        by: staffId,
        action: 'attest-extended',
        subject: course.code,
        detail: { federation: 'OVB', attestUntil: '2029-06-30' },
        before: { federation: 'OVB', attestUntil: course.accreditations[0]?.attestUntil },
        after: { federation: 'OVB', attestUntil: '2029-06-30' },
        reason: null,
      },
    ]);
    const since = await catalog.staff.get('/api/v1/admin/catalog/audit?from=2020-01-01T00:00:00Z&by=' + staffId);
    expect(since).toMatchObject({ status: 200 });
    const ofCourse = await catalog.staff.get<{ items: { subject: string }[] }>(
      `/api/v1/admin/catalog/audit?subject=${course.code}`,
    );
    expect(ofCourse.body.items.map(({ subject }) => subject)).toEqual([course.code]);
  });

  it('is never brought forward, nor set for a federation that did not accredit', async () => {
    const course = await newCourse();
    const shorter = await put(course, 'attest-until', { federation: 'OVB', attestUntil: '2026-01-01' });
    expect(shorter).toMatchObject({ status: 422, body: { errors: [{ field: 'attestUntil' }] } });
    const elsewhere = await put(course, 'attest-until', { federation: 'BIV', attestUntil: '2029-01-01' });
    expect(elsewhere).toMatchObject({ status: 422, body: { errors: [{ field: 'federation' }] } });
    expect((await put(course, 'attest-until', { federation: 'OVB', attestUntil: '2029-02-30' })).status).toBe(400);
  });

  it('once passed puts a course after the others, for those who are after that attest, and shows', async () => {
    const valid = '2999-12-31';
    const past = '2000-01-01';
    const accredited = (federation: FederationCode, accreditationNumber: string, attestUntil: string) => {
      return { federation, accreditationNumber, minutes: 60, points: null, attestUntil };
    };
    const title = { nl: 'Verjaring' };
    await importFile({
      courses: [
        fileCourse({
          code: 'OPEN',
          title,
          accreditations: [accredited('OVB', 'A-1', valid), accredited('NKN', 'A-2', past)],
        }),
        fileCourse({
          code: 'HALF',
          title,
          accreditations: [accredited('OVB', 'A-3', past), accredited('NKN', 'A-4', valid)],
        }),
      ],
    });
    await importFile({
      courses: [fileCourse({ code: 'PAST', title, accreditations: [accredited('OVB', 'A-5', past)] })],
    });
    const codes = async (query: string) => {
      const found: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await catalog.visitor.get<Listed>(`/api/v1/courses?${query}&limit=1${cursor}`);
        found.push(...body.items.map(({ code }) => code).filter((code) => /^[A-Z]{4}$/.test(code)));
        if (body.nextCursor === null) return found;
        cursor = `&cursor=${body.nextCursor}`;
      }
    };
    for (const search of ['q=verjaring', 'kind=video']) {
      expect((await codes(search)).at(-1)).toBe('PAST');
      expect((await codes(`${search}&profession=lawyer`))[0]).toBe('OPEN');
      expect((await codes(`${search}&profession=notary`))[0]).toBe('HALF');
      expect((await codes(`${search}&federation=OVB`))[0]).toBe('OPEN');
    }
    expect((await codes('sort=newest'))[0]).toBe('PAST');
    const { body } = await catalog.visitor.get<Listed>('/api/v1/courses?q=HALF');
    expect(body.items[0]?.accreditations).toMatchObject([
      { federation: 'OVB', attestOpen: false },
      { federation: 'NKN', attestOpen: true },
    ]);
  });

  it('is changed by one of two members of staff who saw the same revision', async () => {
    const course = await newCourse();
    const dates = ['2029-01-01', '2029-02-01', '2029-03-01', '2029-04-01'];
    const answers = await Promise.all(
      dates.map((attestUntil) => put(course, 'attest-until', { federation: 'OVB', attestUntil }, '"1"')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

describe('a question set (V-23)', () => {
  const { questions } = fileCourse().finalTest;
  it('is replaced by its next version', async () => {
    const course = await newCourse();
    const set = { drawn: 2, passPercent: 50, questions: [...questions, ...questions] };
    const answer = await put(course, 'question-set', set);
    expect(answer.body).toMatchObject({ revision: 2, finalTest: { version: 2, drawn: 2 } });
    const told = await events.waitFor(
      coursePublishedV1,
      ({ subject, data }) => subject === course.id && data.revision === 2,
    );
    expect(told.data.classroom.finalTest.questions).toHaveLength(2);
  });

  it('is refused with what is wrong in it', async () => {
    const course = await newCourse();
    const answer = await put(course, 'question-set', { drawn: 9, passPercent: 50, questions });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'drawn' }] } });
  });
});

describe('a course taken off sale', () => {
  it('leaves the list, keeps its page, and comes back', async () => {
    const course = await newCourse();
    const onSale = async () => {
      const { body } = await catalog.visitor.get<{ items: { id: string }[] }>('/api/v1/courses?limit=100');
      return body.items.some(({ id }) => id === course.id);
    };
    expect((await put(course, 'status', { status: 'withdrawn' })).body).toMatchObject({
      status: 'withdrawn',
      revision: 2,
    });
    await events.waitFor(courseWithdrawnV1, ({ data }) => data.courseId === course.id && data.revision === 2);
    expect(await onSale()).toBe(false);
    expect((await catalog.visitor.get(`/api/v1/courses/${course.id}`)).body).toMatchObject({ onSale: false });
    expect((await put(course, 'status', { status: 'withdrawn' })).body.revision).toBe(2);

    await put(course, 'attest-until', { federation: 'OVB', attestUntil: '2030-01-01' });
    const seen = () => events.all.filter(({ subject }) => subject === course.id).map(({ type }) => type.split('.')[2]);
    await eventually(() => expect(seen()).toEqual(['published', 'withdrawn', 'published', 'withdrawn']));

    expect((await put(course, 'status', { status: 'on-sale' })).body).toMatchObject({ status: 'on-sale', revision: 5 });
    expect(await onSale()).toBe(true);
  });

  it('does not come back below the price per hour of a package (V-4)', async () => {
    const course = await newCourse();
    const others = await catalog.staff.get<{ items: StaffCourse[] }>('/api/v1/admin/courses?limit=100');
    for (const each of others.body.items) await put(each, 'status', { status: 'withdrawn' });
    const dear = await importFile({ creditPackages: [filePackage({ priceCents: 90_000 })] });
    expect(dear.body.counts).toMatchObject({ created: 1 });
    const refused = await put(course, 'status', { status: 'on-sale' });
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ field: 'status' }] } });
    await importFile({ creditPackages: [filePackage()] });
    for (const each of others.body.items) expect((await put(each, 'status', { status: 'on-sale' })).status).toBe(200);
  });
});

describe('a video', () => {
  it('keeps its name: the same again changes nothing, another is refused', async () => {
    expect(await upload('lesson.mp4', demo('chapter-2.mp4'))).toMatchObject({
      status: 201,
      body: { durationSeconds: 24 },
    });
    expect((await upload('lesson.mp4', demo('chapter-2.mp4'))).status).toBe(200);
    const taken = await upload('lesson.mp4', demo('chapter-3.mp4'));
    expect(taken).toMatchObject({ status: 409, body: { errors: [{ field: 'path.name' }] } });
    const noVideo = await upload('lesson2.mp4', Buffer.from('no video'));
    expect(noVideo).toMatchObject({ status: 422, body: { errors: [{ field: 'file' }] } });
    for (const name of ['..%2Fx.mp4', 'x.avi', 'é.mp4'])
      expect(await upload(name, demo('chapter-3.mp4'))).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'path.name', message: expect.stringContaining('.mp4') }] },
      });
  });

  it('plays at an address that was signed, until it expires', async () => {
    const address = '/api/v1/media/one.mp4';
    const later = new Date(Date.now() + 60_000);
    const signed = signedUrl(address, signingKey, later);
    expect((await catalog.visitor.get(signed, { headers: { range: 'bytes=0-9' } })).status).toBe(206);
    const refused = [
      signed.replace('one.mp4', 'trailer.mp4'),
      signed.replace(/expires=\d+/, 'expires=99999999999'),
      signedUrl(address, signingKey, new Date(Date.now() - 1_000)),
      signedUrl(address, 'a key that somebody made up by himself', later),
    ];
    for (const url of refused) expect((await catalog.visitor.get(url)).status).toBe(403);
    expect((await catalog.visitor.get(address)).status).toBe(400);
    expect((await catalog.visitor.get(signedUrl('/api/v1/media/gone.mp4', signingKey, later))).status).toBe(404);
  });

  it('is listed for staff with an address to look at it', async () => {
    const { body } = await catalog.staff.get<{ items: { name: string; previewUrl: string }[] }>(
      '/api/v1/admin/catalog/media',
    );
    const one = body.items.find(({ name }) => name === 'one.mp4');
    expect((await catalog.visitor.get(one?.previewUrl ?? '')).status).toBe(200);
  });
});

describe('a suggestion (V-5)', () => {
  const suggestion = {
    name: 'An Peeters',
    email: 'An@Kantoor.example',
    topic: 'Pandrecht',
    message: 'Graag in het Frans',
  };

  it('is kept, and mailed to the provider, once per key', async () => {
    const send = () => catalog.visitor.post('/api/v1/suggestions', suggestion, { idempotencyKey: 'mine' });
    const answers = [await send(), await send()];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    const jobs = await eventually(async () => {
      const found = await drainJobs(catalog.namespace, sendMessage);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(jobs[0]?.data).toMatchObject({
      recipient: { accountId: null, email: 'desk@provider.example' },
      template: 'suggestion-received',
      data: { topic: 'Pandrecht', email: 'an@kantoor.example' },
    });
    const { body } = await catalog.staff.get<{ items: unknown[] }>('/api/v1/admin/suggestions');
    expect(body.items).toMatchObject([{ topic: 'Pandrecht', name: 'An Peeters', profession: null }]);
  });

  it('names a profession that we serve, by code or name, told in the language of who reads it; another is refused', async () => {
    const send = (profession: string) =>
      catalog.visitor.post<{ detail: string }>('/api/v1/suggestions', { ...suggestion, profession });
    const refused = await send('astronaut');
    expect(refused).toMatchObject({
      status: 422,
      body: { type: expect.stringMatching(/unknown-profession$/), errors: [{ field: 'profession' }] },
    });
    expect(refused.body.detail).toContain('Advocaten, Notarissen');
    const nameless = { ...suggestion, name: '', profession: 'astronaut' };
    expect(await catalog.visitor.post('/api/v1/suggestions', nameless)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'name' }, { field: 'profession' }] },
    });
    expect((await send('lawyer')).status).toBe(202);
    expect((await send('médiateurs')).status).toBe(202);
    const told = await eventually(async () => {
      const found = await drainJobs(catalog.namespace, sendMessage);
      expect(found).not.toEqual([]);
      return found.map(({ data }) => data.data['profession']);
    });
    expect(['Advocaten', 'Bemiddelaars']).toEqual(expect.arrayContaining(told));
    const { body } = await catalog.staff.get<{ items: { profession: string }[] }>('/api/v1/admin/suggestions');
    expect(body.items.slice(0, 2).map(({ profession }) => profession)).toEqual(['mediator', 'lawyer']);
  });

  it('is refused after too many from one address in an hour', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await catalog.visitor.post('/api/v1/suggestions', suggestion)).status);
    expect(statuses.at(-1)).toBe(429);
    const { headers } = await catalog.visitor.post('/api/v1/suggestions', suggestion);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('what is for staff', () => {
  it.each([
    '/api/v1/admin/courses',
    '/api/v1/admin/suggestions',
    '/api/v1/admin/catalog/audit',
    '/api/v1/admin/catalog/media',
  ])('is closed to others: %s', async (path) => {
    expect((await catalog.visitor.get(path)).status).toBe(401);
    expect((await catalog.learner.get(path)).status).toBe(403);
  });
});

describe('a VAT rate that goes out of use', () => {
  it('takes what carries it out of the shop, as orders would refuse it, until it is in use again', async () => {
    const course = await newCourse();
    await importFile({ creditPackages: [filePackage()] });
    const shown = async () => {
      const list = await catalog.visitor.get<{ items: { id: string }[] }>('/api/v1/courses?limit=100');
      const page = await catalog.visitor.get<{ onSale: boolean }>(`/api/v1/courses/${course.id}`);
      const packages = await catalog.visitor.get<{ items: unknown[] }>('/api/v1/credit-packages');
      return {
        listed: list.body.items.some(({ id }) => id === course.id),
        onSale: page.body.onSale,
        packages: packages.body.items.length > 0,
        etag: page.headers.get('etag'),
      };
    };
    const before = await shown();
    expect(before).toMatchObject({ listed: true, onSale: true, packages: true });
    const rates = seed['vat-rates'];
    const ended = {
      id: 'ended',
      validFrom: '2026-01-01',
      source: 'test',
      rate: 21,
      inUse: false,
      exemptionGround: null,
    };
    const tell = (revision: number, records: typeof rates) =>
      tellSettings(catalog, { kind: 'vat-rates', revision, records: [...records], changedAt: '2026-11-02T09:00:00Z' });
    await tell(1, [...rates, ended]);
    const without = await shown();
    expect(without).toMatchObject({ listed: false, onSale: false, packages: false });
    expect(without.etag).not.toBe(before.etag);
    await tell(2, rates);
    expect(await shown()).toEqual(before);
  });
});
