import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublishedV1 } from '@leerhuis/contracts';
import { documentAddress, signedUrl } from '@leerhuis/files';
import { consumeEvents, type EventCollector, eventually, tokenFor } from '@leerhuis/testkit';
import { fileCourse } from './offers.ts';
import { signingKey, staffId, startTestCatalog, type TestCatalog } from './start-catalog.ts';

interface Stored {
  documentId: string;
  filename: string;
  fingerprint: string;
  size: number;
  previewUrl: string;
}
interface Report {
  rows: { outcome: string; problems: { field: string; message: string }[] }[];
}

const demo = (name: string) => readFileSync(new URL(`../demo/${name}`, import.meta.url));
const first = demo('documents/Syllabus%20OVB-101.pdf');
const second = demo('documents/Syllabus%20OVB-103.pdf');
const name = 'Résumé – bail (2026).pdf';
const learnerId = '01890000-0000-7000-8000-000000000002';

let catalog: TestCatalog;
let events: EventCollector;
beforeAll(async () => {
  catalog = await startTestCatalog();
  events = await consumeEvents(catalog.namespace, [coursePublishedV1]);
  for (const video of ['trailer', 'one']) {
    const raw = { content: demo('media/chapter-1.mp4'), contentType: 'video/mp4' };
    await catalog.staff.put(`/api/v1/admin/catalog/media/${video}.mp4`, undefined, { raw });
  }
});
afterAll(async () => {
  await events?.stop();
  await catalog?.stop();
});

const at = (filename: string) => `/api/v1/admin/catalog/documents/${encodeURIComponent(filename)}`;
function put(filename: string, content: Buffer, contentType = 'application/pdf') {
  return catalog.staff.put<Stored>(at(filename), undefined, { raw: { content, contentType } });
}
function importFile(courses: unknown[], query = '') {
  const raw = { content: JSON.stringify({ courses }), contentType: 'application/json' };
  return catalog.staff.post<Report>(`/api/v1/admin/catalog/imports${query}`, undefined, { raw });
}
const withDocument = (file = name) =>
  fileCourse({ documents: [{ file, kind: 'syllabus', language: 'fr', title: { nl: 'Syllabus', fr: 'Résumé' } }] });
const inAnHour = () => new Date(Date.now() + 3_600_000);
const addressOf = ({ fingerprint, filename }: Stored, expiresAt = inAnHour(), accountId = learnerId) =>
  signedUrl(documentAddress({ fingerprint, filename, accountId }), signingKey, expiresAt);

describe('documents of courses (V-18)', () => {
  it('go from upload by import to the page of the course and the fact that tells of it', async () => {
    const missing = await importFile([withDocument()], '?dryRun=true');
    expect(missing.body.rows[0]).toMatchObject({
      outcome: 'refused',
      problems: [{ field: 'documents[0].file', message: `Document ${name} is niet opgeladen` }],
    });
    const added = await put(name, first);
    expect(added).toMatchObject({ status: 201, body: { filename: name, size: first.length } });
    expect(await put(name, first)).toMatchObject({ status: 200, body: { documentId: added.body.documentId } });
    expect((await importFile([withDocument()])).body.rows[0]).toMatchObject({ outcome: 'created' });
    const { data } = await events.waitFor(coursePublishedV1, (one) => (one.data.documents?.length ?? 0) > 0);
    expect(data.documents).toMatchObject([
      { documentId: added.body.documentId, filename: name, contentType: 'application/pdf', kind: 'syllabus' },
    ]);
    const page = await catalog.visitor.get<{ documents: object[] }>(`/api/v1/courses/${data.courseId}`, {
      headers: { 'accept-language': 'fr' },
    });
    expect(page.body.documents).toEqual([
      { kind: 'syllabus', language: 'fr', title: 'Résumé', contentType: 'application/pdf', size: first.length },
    ]);
  });

  it('stay with the course when a file says nothing of them, and go when it says that there are none', async () => {
    expect((await importFile([fileCourse()])).body.rows[0]).toMatchObject({ outcome: 'unchanged' });
    expect((await importFile([withDocument(), withDocument()])).body.rows[0]).toMatchObject({ outcome: 'unchanged' });
    expect((await importFile([fileCourse({ documents: [] })])).body.rows[0]).toMatchObject({ outcome: 'changed' });
    expect((await importFile([withDocument()])).body.rows[0]).toMatchObject({ outcome: 'changed' });
  });

  it('are opened at the address that was given to somebody, whole or in ranges, and run nothing', async () => {
    const { body: stored } = await put(name, first);
    const url = addressOf(stored);
    const whole = await catalog.visitor.get(url);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="R_sum_ _ bail (2026).pdf"; filename*=UTF-8''R%C3%A9sum%C3%A9%20%E2%80%93%20bail%20%282026%29.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-cache',
    });
    const part = await catalog.visitor.get(url, { headers: { range: 'bytes=0-4' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 0-4/${first.length}`]);
    expect((await catalog.learner.get(url)).status).toBe(200);
    // who learns what their organisation took for them has it open in the classroom, too
    const ids = { organisationId: 'o', membershipId: 'm' };
    const acting = catalog.visitor.as(await tokenFor({ kind: 'member', accountId: learnerId, ...ids }));
    expect((await acting.get(url)).status).toBe(200);
  });

  it.each([
    ['that has expired', (stored: Stored) => addressOf(stored, new Date(Date.now() - 1_000)), 'address-expired'],
    ['of another account', (stored: Stored) => addressOf(stored, inAnHour(), staffId), 'address-of-another'],
    ['made for another by its reader', (s: Stored) => addressOf(s).replace(learnerId, staffId), 'address-not-valid'],
    ['with another name', (s: Stored) => addressOf(s).replace('2026', '2027'), 'address-not-valid'],
  ])('are not given at an address %s, which is told', async (_, address, slug) => {
    const { body: stored } = await put(name, first);
    const answer = await catalog.learner.get<{ type: string; detail: string }>(address(stored));
    expect(answer).toMatchObject({ status: 403, body: { type: expect.stringContaining(slug) } });
    expect(answer.body.detail.length).toBeGreaterThan(20);
  });

  it('are replaced in every course that has them, while what was given stays what it was', async () => {
    const { body: before } = await put(name, first);
    const old = addressOf(before);
    const replaced = await put(name, second);
    expect(replaced).toMatchObject({ status: 200, body: { documentId: before.documentId, size: second.length } });
    const told = await events.waitFor(
      coursePublishedV1,
      ({ data }) => data.documents?.[0]?.fingerprint === replaced.body.fingerprint,
    );
    expect(told.data.documents).toMatchObject([{ documentId: before.documentId, size: second.length }]);
    expect((await catalog.visitor.get(old)).headers.get('content-length')).toBe(String(first.length));
    const { body: trail } = await catalog.staff.get<{ items: { action: string; subject: string }[] }>(
      '/api/v1/admin/catalog/audit',
    );
    expect(trail.items.filter(({ subject }) => subject === name).map(({ action }) => action)).toEqual([
      'document-replaced',
      'document-added',
    ]);
  });

  it('are removed once no course has them, and only by staff', async () => {
    const inUse = await catalog.staff.delete<{ detail: string }>(at(name));
    expect(inUse).toMatchObject({ status: 409, body: { detail: expect.stringContaining('OVB-1') } });
    await put('Los.pdf', second);
    expect((await catalog.learner.delete(at('Los.pdf'))).status).toBe(403);
    expect((await catalog.staff.delete(at('Los.pdf'))).status).toBe(204);
    expect((await catalog.staff.delete(at('Los.pdf'))).status).toBe(404);
    const { body } = await catalog.staff.get<{ items: Stored[]; total: number }>('/api/v1/admin/catalog/documents');
    expect(body.items.map(({ filename }) => filename)).toEqual([name]);
  });

  it.each(['../evil.pdf', 'a/b.pdf', 'evil.exe', '.pdf', 'a..pdf', 'nul\u0000.pdf', 'CON<>.pdf'])(
    'are not called %p',
    async (filename) => {
      const { status, body } = await catalog.staff.put<{ errors: { field: string }[] }>(at(filename), undefined, {
        raw: { content: first, contentType: 'application/pdf' },
      });
      expect([400, 404]).toContain(status);
      if (status === 400) expect(body.errors).toMatchObject([{ field: 'path.filename' }]);
    },
  );

  it('are refused in words when they are too large, empty or not what their name says', async () => {
    expect((await put('Groot.pdf', Buffer.alloc(25 * 1024 * 1024 + 1))).status).toBe(413);
    const empty = await put('Leeg.pdf', Buffer.alloc(0));
    const program = await put('Programma.pdf', Buffer.from('MZ…'));
    expect(program).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('document-refused') },
    });
    expect([400, 422]).toContain(empty.status);
    await eventually(async () => {
      const files = await catalog.database.connection.collection('documents.files').countDocuments();
      return files === 2;
    });
  });

  it('are for the eyes of a learner, not of who has no token of theirs', async () => {
    const { body: stored } = await put(name, second);
    const other = catalog.visitor.as(await tokenFor({ accountId: '01890000-0000-7000-8000-000000000009' }));
    expect((await other.get(addressOf(stored))).status).toBe(403);
  });
});
