import { sendFile, signedUrl, verifySignedUrl } from '@leerhuis/files';
import {
  type Answer,
  type AnyContext,
  created,
  dateTime,
  idSchema,
  notFound,
  ok,
  pageOf,
  pageQuery,
  problem,
  type ResponseSpec,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import type { MediaCommands } from './media-commands.ts';
import type { MediaStore, Medium } from './media-store.ts';

export interface MediaNeeds {
  media: MediaStore;
  commands: MediaCommands;
  /** Name of the video that anyone may play of a course; null when there is no such course. */
  trailerOf: (courseId: string) => Promise<string | null>;
  /** Shared with learning, which signs addresses for those who may watch. */
  signingKey: string;
}

/** Also part of an address, so nothing that needs encoding. */
const mediaName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}\.mp4$/);

const medium = z
  .object({
    name: z.string(),
    contentType: z.string(),
    durationSeconds: z.int(),
    size: z.int(),
    fingerprint: z.string(),
    addedAt: dateTime,
    previewUrl: z.string().meta({ description: 'Plays for an hour' }),
  })
  .meta({ id: 'Medium' });

const ranges = { 'Accept-Ranges': 'bytes', ETag: 'Changes with the bytes' };
const videoAnswers: Record<number, ResponseSpec> = {
  200: { description: 'The video', contentType: 'video/mp4', headers: ranges },
  206: {
    description: 'The range asked for',
    contentType: 'video/mp4',
    headers: { ...ranges, 'Content-Range': 'Which' },
  },
  304: { description: 'Not changed' },
};
const hour = 3_600_000;

export function mediaRoutes({ media, commands, trailerOf, signingKey }: MediaNeeds): Route[] {
  const previewUrl = (name: string, now: Date) =>
    signedUrl(addressOf(name), signingKey, new Date(now.getTime() + hour));
  const viewOf = ({ addedAt, ...facts }: Medium, now: Date) => {
    return { ...facts, addedAt: addedAt.toISOString(), previewUrl: previewUrl(facts.name, now) };
  };

  async function play(ctx: Pick<AnyContext, 'header'>, name: string | null, cacheControl: string): Promise<Answer> {
    const known = name === null ? null : await media.get(name);
    const file = known && (await media.files.stat(known.fingerprint));
    if (!file) throw notFound();
    const request = {
      range: ctx.header('range'),
      'if-range': ctx.header('if-range'),
      'if-none-match': ctx.header('if-none-match'),
    };
    const answer = sendFile(file, request, { 'Cache-Control': cacheControl, 'Content-Disposition': 'inline' });
    if (answer.status !== 416) return answer;
    throw problem(416, 'range-not-satisfiable', { headers: { 'Content-Range': `bytes */${file.size}` } });
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/courses/:id/trailer',
      operationId: 'playTrailer',
      summary: 'The trailer of a course, for anyone to play',
      tags: ['catalogue'],
      access: 'anyone',
      request: { params: z.strictObject({ id: idSchema }) },
      responses: videoAnswers,
      problems: [404, 416],
      handler: async (ctx) => play(ctx, await trailerOf(ctx.params.id), 'public, max-age=300'),
    }),
    route({
      method: 'get',
      path: '/api/v1/media/:name',
      operationId: 'playMedia',
      summary: 'A video, at an address that was signed for who may watch it',
      tags: ['catalogue'],
      access: 'anyone',
      request: {
        params: z.strictObject({ name: mediaName }),
        query: z.strictObject({
          expires: z.string().regex(/^[0-9]{1,12}$/),
          signature: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
        }),
      },
      responses: videoAnswers,
      problems: [403, 404, 416],
      handler: async (ctx) => {
        const { expires, signature } = ctx.query;
        const url = `${addressOf(ctx.params.name)}?expires=${expires}&signature=${signature}`;
        if (!verifySignedUrl(url, signingKey, ctx.now)) throw badSignature();
        return play(ctx, ctx.params.name, 'private, max-age=300');
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/admin/catalog/media/:name',
      operationId: 'addMedia',
      summary: 'Add a video for courses to show; it keeps its name for good',
      tags: ['staff: catalogue'],
      access: 'staff',
      bodyLimit: '50mb',
      timeoutMs: 60_000,
      request: {
        params: z.strictObject({ name: mediaName }),
        body: { raw: true, contentTypes: { 'video/mp4': { description: 'H.264 and AAC play everywhere' } } },
      },
      responses: { 200: medium, 201: medium },
      problems: [409, 422],
      handler: async (ctx) => {
        const described = commands.describe(ctx.params.name, ctx.body.bytes, ctx.now);
        await commands.keepBytes(described, ctx.body.bytes);
        return ctx.transaction(async (tx) => {
          const added = await commands.add(tx, described, ctx.actor.accountId);
          const view = viewOf(added.medium, ctx.now);
          return added.outcome === 'created' ? created(view, view.previewUrl) : ok(view);
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/catalog/media',
      operationId: 'listMedia',
      summary: 'Videos that courses can show, by name',
      tags: ['staff: catalogue'],
      access: 'staff',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: pageOf(medium) },
      handler: async ({ query, now }) => {
        const { items, nextCursor } = await media.page(query);
        return ok({ items: items.map((each) => viewOf(each, now)), nextCursor });
      },
    }),
  ];
}

const addressOf = (name: string) => `/api/v1/media/${name}`;

const badSignature = () =>
  problem(403, 'address-not-valid', {
    detail: {
      nl: 'Dit adres is niet (meer) geldig; open het leslokaal opnieuw.',
      fr: 'Cette adresse n’est pas ou plus valable ; rouvrez la salle de cours.',
      en: 'This address is not valid (any more); open the classroom again.',
    },
  });
