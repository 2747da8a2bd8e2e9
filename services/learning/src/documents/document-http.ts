import { documentAddress, signedUrl } from '@leerhuis/files';
import { dateTime, idSchema, notFound, ok, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Doorkeeper } from '../classroom.ts';
import { documentSchema, documentViews } from '../document-views.ts';
import type { DocumentStore } from './document-store.ts';

export interface Opening {
  door: Doorkeeper;
  documents: DocumentStore;
  signingKey: string;
  count: (kind: string) => void;
}

/** Long enough to load a large file on a train; whoever loses access has no address that works for longer. */
const addressMinutes = 10;

/** Documents of a course, for who may be in its classroom (V-16, V-18); they open without leaving another player. */
export function documentRoutes({ door, documents, signingKey, count }: Opening): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/enrolments/:id/documents',
      operationId: 'listCourseDocuments',
      summary: 'What can be opened of one of my courses: syllabus, slides, legislation (V-18)',
      tags: ['classroom'],
      access: { owner: 'see-organisation' },
      request: { params: z.strictObject({ id: idSchema }) },
      responses: { 200: z.object({ items: z.array(documentSchema) }) },
      problems: [403, 404],
      handler: async ({ params, actor, locale, now }) => {
        const { course } = await door.enter(params.id, actor, now);
        return ok({ items: documentViews(course, await documents.of([params.id]), locale) });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/enrolments/:id/documents/:documentId/openings',
      operationId: 'openCourseDocument',
      summary: 'Open a document: gives an address of this account’s own, for some minutes, and counts (V-16)',
      description:
        'The address needs no token, so that a browser or another app can load it; with a token of another account it is refused. ' +
        'It keeps giving what the document held when it was asked for.',
      tags: ['classroom'],
      access: { owner: 'see-organisation' },
      request: { params: z.strictObject({ id: idSchema, documentId: idSchema }) },
      responses: {
        200: z.object({ url: z.string(), expiresAt: dateTime, filename: z.string() }).meta({ id: 'OpenedDocument' }),
      },
      problems: [403, 404],
      handler: async ({ params, actor, now }) => {
        const { course, accessUntil } = await door.enter(params.id, actor, now);
        const document = course.documents?.find(({ documentId }) => documentId === params.documentId);
        if (!document) throw notFound();
        const { fingerprint, filename, kind } = document;
        const expiresAt = new Date(Math.min(accessUntil.getTime(), now.getTime() + addressMinutes * 60_000));
        await documents.count(params.id, params.documentId, now);
        count(kind);
        const address = documentAddress({ fingerprint, filename, accountId: actor.accountId });
        const url = signedUrl(address, signingKey, expiresAt);
        return ok({ url, expiresAt: expiresAt.toISOString(), filename });
      },
    }),
  ];
}
