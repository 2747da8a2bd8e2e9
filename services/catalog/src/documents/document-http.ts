import { documentAddress, signedUrl } from '@leerhuis/files';
import {
  countedPageOf,
  created,
  dateTime,
  idSchema,
  noContent,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { documentName } from '../shapes.ts';
import { addDocument, keepDocument, removeDocument } from './document-commands.ts';
import type { Handing } from './documents.ts';
import { documentTypes, type StoredDocument } from './domain/document.ts';

const document = z
  .object({
    documentId: idSchema,
    filename: z.string(),
    contentType: z.string(),
    size: z.int(),
    fingerprint: z.string().meta({ description: 'SHA-256 of what it holds now' }),
    addedAt: dateTime,
    changedAt: dateTime,
    previewUrl: z.string().meta({ description: 'Of who asks, for an hour' }),
  })
  .meta({ id: 'StoredDocument' });

const hour = 3_600_000;
const path = '/api/v1/admin/catalog/documents';
const tags = ['staff: catalogue'] as const;
const access = { staff: ['operations'] } as const;
const description = 'Told by its content, whatever this says';
const contentTypes = Object.fromEntries(
  [...Object.values(documentTypes), 'application/octet-stream'].map((type) => [type, { description }]),
);

/** The documents that courses can give their learners, as staff keep them. */
export function documentRoutes(handing: Handing): Route[] {
  const { documents, signingKey } = handing;
  function viewOf({ addedAt, changedAt, ...facts }: StoredDocument, accountId: string, now: Date) {
    const address = documentAddress({ ...facts, accountId });
    return {
      ...facts,
      addedAt: addedAt.toISOString(),
      changedAt: changedAt.toISOString(),
      previewUrl: signedUrl(address, signingKey, new Date(now.getTime() + hour)),
    };
  }

  return [
    route({
      method: 'put',
      path: `${path}/:filename`,
      operationId: 'putDocument',
      namesWhatIsMade: true,
      summary: 'Add a document for courses to give, or put another content in its place',
      description:
        'A PDF, or a Word, PowerPoint or Excel file without macros. Every course that has it gives the new content from then on; ' +
        'what somebody was given an address of before stays what it was.',
      tags,
      access,
      bodyLimit: '25mb',
      timeoutMs: 60_000,
      request: { params: z.strictObject({ filename: documentName }), body: { raw: true, contentTypes } },
      responses: { 200: document, 201: document },
      problems: [422],
      handler: async (ctx) => {
        const kept = await keepDocument(handing, ctx.params.filename, ctx.body.bytes);
        const { accountId } = ctx.actor;
        return ctx.transaction(async (tx) => {
          const put = await addDocument(handing, tx, kept, accountId);
          const view = viewOf(put.document, accountId, ctx.now);
          return put.outcome === 'created' ? created(view, view.previewUrl) : ok(view);
        });
      },
    }),
    route({
      method: 'get',
      path,
      operationId: 'listDocuments',
      summary: 'Documents that courses can give, by name',
      tags,
      access,
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(document) },
      handler: async ({ query, actor, now }) => {
        const page = await documents.page(query);
        return ok({ ...page, items: page.items.map((each) => viewOf(each, actor.accountId, now)) });
      },
    }),
    route({
      method: 'delete',
      path: `${path}/:filename`,
      operationId: 'removeDocument',
      summary: 'Take away a document that no course has',
      tags,
      access,
      request: { params: z.strictObject({ filename: documentName }) },
      responses: { 204: { description: 'Gone' } },
      problems: [404, 409],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          await removeDocument(handing, tx, ctx.params.filename, ctx.actor.accountId);
          return noContent();
        }),
    }),
  ];
}
