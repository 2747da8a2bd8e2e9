import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activationGrantedV1, type CourseSnapshot } from '@leerhuis/contracts';
import { readSignedUrl } from '@leerhuis/files';
import { newId } from '@leerhuis/service-runtime';
import { eventually } from '@leerhuis/testkit';
import {
  activationOf,
  courseOf,
  fact,
  type LearningUnderTest,
  learningUnderTest,
  mediaSigningKey,
  revocationOf,
} from './learning-under-test.ts';

interface Documents {
  items: { documentId: string; title: string; timesOpened: number; lastOpenedAt: string | null }[];
}

const documentId = newId();
const course: CourseSnapshot = {
  ...courseOf(),
  documents: [
    {
      documentId,
      kind: 'syllabus',
      language: 'nl',
      title: { nl: 'Syllabus', fr: 'Résumé' },
      filename: 'Résumé.pdf',
      contentType: 'application/pdf',
      size: 12,
      fingerprint: 'ab'.repeat(32),
    },
  ],
};

let learning: LearningUnderTest;
beforeAll(async () => {
  learning = await learningUnderTest();
  await learning.publishCourse(course);
});
afterAll(async () => {
  const scans = await learning.service.scansSeen();
  await learning.stop();
  expect(scans).toEqual([]);
});

describe('the documents of a course (V-18)', () => {
  it('are listed, opened at an address of the learner for ten minutes, and counted', async () => {
    const learner = await learning.learner(course.courseId);
    const listed = await learner.http.get<Documents>(learner.at('/documents'), {
      headers: { 'accept-language': 'fr' },
    });
    expect(listed.body.items).toMatchObject([{ documentId, title: 'Résumé', timesOpened: 0, lastOpenedAt: null }]);
    const opening = learner.at(`/documents/${documentId}/openings`);
    const { status, body } = await learner.http.post<{ url: string; expiresAt: string }>(opening);
    expect(status).toBe(200);
    expect(body.url).toContain(
      `/api/v1/documents/${'ab'.repeat(32)}/R%C3%A9sum%C3%A9.pdf?for=${learner.accountId}&expires=`,
    );
    const minutes = (Date.parse(body.expiresAt) - learning.clock().getTime()) / 60_000;
    expect(Math.round(minutes)).toBe(10);
    expect(readSignedUrl(body.url, mediaSigningKey, learning.clock())).toBe('valid');
    await learner.http.post(opening);
    const classroom = await learner.http.get<{ documents: Documents['items'] }>(learner.at('/classroom'));
    expect(classroom.body.documents).toMatchObject([{ documentId, timesOpened: 2 }]);
    const { body: staff } = await learning.staff.get<{ items: object[] }>(
      `/api/v1/admin/enrolments?accountId=${learner.accountId}`,
    );
    expect(staff.items).toMatchObject([{ documentsOpened: [{ documentId, times: 2 }] }]);
  });

  it('are nobody else\u2019s, and what is none of the course is not found (V-16)', async () => {
    const [learner, other] = [await learning.learner(course.courseId), await learning.learner(course.courseId)];
    expect((await other.http.get(learner.at('/documents'))).status).toBe(404);
    expect((await other.http.post(learner.at(`/documents/${documentId}/openings`))).status).toBe(404);
    expect((await learner.http.post(learner.at(`/documents/${newId()}/openings`))).status).toBe(404);
  });

  it('close with the classroom: when its order was withdrawn (V-14) or its time is over (V-17)', async () => {
    const accountId = newId();
    const http = await learning.as(accountId);
    const revoked = activationOf(accountId, course.courseId);
    const over = {
      ...activationOf(accountId, course.courseId),
      accessUntil: new Date(learning.clock().getTime() - 1_000).toISOString(),
    };
    await learning.publish(
      fact(activationGrantedV1, revoked.activationId, revoked),
      fact(activationGrantedV1, over.activationId, over),
      revocationOf(revoked),
    );
    for (const [{ activationId }, slug] of [
      [revoked, 'access-revoked'],
      [over, 'access-expired'],
    ] as const) {
      const path = `/api/v1/enrolments/${activationId}/documents`;
      await eventually(async () => (await http.get(path)).status === 403);
      const answer = await http.post<{ type: string }>(`${path}/${documentId}/openings`);
      expect(answer).toMatchObject({ status: 403, body: { type: expect.stringContaining(slug) } });
    }
  });

  it('open at no address that outlives the access', async () => {
    const accountId = newId();
    const soon = {
      ...activationOf(accountId, course.courseId),
      accessUntil: new Date(learning.clock().getTime() + 90_000).toISOString(),
    };
    await learning.publish(fact(activationGrantedV1, soon.activationId, soon));
    const http = await learning.as(accountId);
    const path = `/api/v1/enrolments/${soon.activationId}/documents/${documentId}/openings`;
    await eventually(async () => (await http.post(path)).status === 200);
    const { body } = await http.post<{ expiresAt: string }>(path);
    expect(body.expiresAt).toBe(soon.accessUntil);
  });

  it('are none where the course has none', async () => {
    const plain = courseOf();
    await learning.publishCourse(plain);
    const learner = await learning.learner(plain.courseId);
    expect((await learner.http.get<Documents>(learner.at('/documents'))).body).toEqual({ items: [] });
  });
});
