import { decodeCursor, pageFrom } from '@leerhuis/mongo';
import { z } from 'zod';
import {
  created,
  dateTime,
  emailSchema,
  etagOf,
  file,
  idSchema,
  lineText,
  localeSchema,
  longText,
  moneySchema,
  noContent,
  notFound,
  ok,
  pageOf,
  pageQuery,
  problem,
  queryBoolean,
  queryInteger,
  queryList,
  type Route,
  requireMatch,
  route,
} from '../src/index.ts';

const federation = z.enum(['OVB', 'NKN']);
const noteInput = z.strictObject({
  title: lineText(40),
  text: longText(200, 0).optional(),
  price: moneySchema.optional(),
  federation,
  email: emailSchema.optional(),
  at: dateTime.optional(),
  lines: z
    .array(z.strictObject({ courseId: idSchema, hours: z.int().min(1).max(8) }))
    .max(3)
    .default([]),
});
const note = z
  .object({
    id: idSchema,
    title: z.string(),
    price: moneySchema.nullable(),
    federation,
    lines: z.array(z.object({ courseId: idSchema, hours: z.int() })),
    revision: z.int(),
  })
  .meta({ id: 'Note' });
type Note = z.infer<typeof note>;

const id = z.strictObject({ id: idSchema });
const facts = { summary: 'A note', tags: ['orders'] as const };

/** Routes with one of everything, over notes in memory. */
export function sampleRoutes(): Route[] {
  const notes = new Map<string, Note>();
  let last = 0;
  const found = (key: string): Note => {
    const it = notes.get(key.toLowerCase());
    if (!it) throw notFound();
    return it;
  };
  return [
    route({
      ...facts,
      method: 'post',
      path: '/api/v1/notes',
      operationId: 'addNote',
      access: 'signed-in',
      request: { body: noteInput },
      responses: { 201: note },
      problems: [409],
      handler: async ({ body }) => {
        last += 1;
        const key = `0190d5a8-0000-7000-8000-${String(last).padStart(12, '0')}`;
        const { title, federation: where, lines, price = null } = body;
        const added: Note = { id: key, title, price, federation: where, lines, revision: 1 };
        if (title === 'taken') throw problem(409, 'title-taken', { detail: { nl: 'Bestaat al', fr: 'Existe déjà' } });
        notes.set(key, added);
        return created(added, `/api/v1/notes/${key}`);
      },
    }),
    route({
      ...facts,
      method: 'get',
      path: '/api/v1/notes',
      operationId: 'listNotes',
      access: 'anyone',
      request: {
        query: z.strictObject({
          ...pageQuery,
          q: lineText(30).optional(),
          federation: queryList(federation).optional(),
          open: queryBoolean().optional(),
          hours: queryInteger({ min: -5, max: 20 }).optional(),
          locale: localeSchema.optional(),
        }),
      },
      responses: { 200: pageOf(note) },
      handler: async ({ query: { limit, cursor } }) => {
        const after = decodeCursor(z.strictObject({ id: idSchema }), cursor)?.id ?? '';
        const rest = [...notes.values()].filter((one) => one.id > after);
        return ok(pageFrom(rest.slice(0, limit + 1), limit, (one) => ({ id: one.id })));
      },
    }),
    route({
      ...facts,
      method: 'get',
      path: '/api/v1/notes/:id',
      operationId: 'getNote',
      access: 'signed-in',
      etag: true,
      request: { params: id },
      responses: { 200: note },
      handler: async ({ params }) => ok(found(params.id), { ETag: etagOf(found(params.id).revision) }),
    }),
    route({
      ...facts,
      method: 'patch',
      path: '/api/v1/notes/:id',
      operationId: 'changeNote',
      tags: ['staff: orders'],
      access: { staff: ['finance'] },
      etag: true,
      request: { params: id, body: z.strictObject({ title: lineText(40) }) },
      responses: { 200: note },
      handler: async (ctx) => {
        const before = found(ctx.params.id);
        requireMatch(ctx, before.revision);
        const after = { ...before, title: ctx.body.title, revision: before.revision + 1 };
        notes.set(after.id, after);
        return ok(after, { ETag: etagOf(after.revision) });
      },
    }),
    route({
      ...facts,
      method: 'delete',
      path: '/api/v1/notes/:id',
      operationId: 'removeNote',
      access: { staff: ['operations'], orPartner: true },
      request: { params: id },
      responses: { 204: { description: 'Gone' } },
      handler: async ({ params }) => {
        notes.delete(found(params.id).id);
        return noContent();
      },
    }),
    route({
      ...facts,
      method: 'put',
      path: '/api/v1/notes/:id/picture',
      operationId: 'putPicture',
      access: 'partner',
      bodyLimit: '2kb',
      request: {
        params: id,
        body: { raw: true, contentTypes: { 'image/png': { description: 'PNG' }, 'text/csv': { description: 'CSV' } } },
      },
      responses: { 200: z.object({ bytes: z.int(), contentType: z.string() }) },
      handler: async ({ body, params }) => {
        found(params.id);
        return ok({ bytes: body.bytes.length, contentType: body.contentType });
      },
    }),
    route({
      ...facts,
      method: 'get',
      path: '/api/v1/notes/:id/file',
      operationId: 'getFile',
      access: 'anyone',
      request: { params: id },
      responses: { 200: { description: 'The file', contentType: 'text/plain' } },
      handler: async ({ params }) =>
        file({ content: Buffer.from(found(params.id).title), contentType: 'text/plain', filename: 'nota “é”.txt' }),
    }),
  ];
}
