import { verifySignedUrl } from '@leerhuis/files';
import {
  type Answer,
  type AnyContext,
  idSchema,
  notFound,
  type ResponseSpec,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { answerFile } from '../answer-file.ts';
import { mediaName } from '../shapes.ts';
import { addressOf } from './domain/medium.ts';
import type { Showing } from './media.ts';
import { addressNotValid } from './media-problems.ts';

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

/** Videos as a player asks for them, range by range. */
export function playRoutes({ media, courses, signingKey }: Showing): Route[] {
  async function play(ctx: Pick<AnyContext, 'header'>, name: string | null, cacheControl: string): Promise<Answer> {
    const known = name === null ? null : await media.get(name);
    const file = known && (await media.files.stat(known.fingerprint));
    if (!file) throw notFound();
    return answerFile(ctx, file, { 'Cache-Control': cacheControl, 'Content-Disposition': 'inline' });
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
      handler: async (ctx) => play(ctx, await courses.trailerOf(ctx.params.id), 'public, max-age=300'),
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
        if (!verifySignedUrl(url, signingKey, ctx.now)) throw addressNotValid();
        return play(ctx, ctx.params.name, 'private, max-age=300');
      },
    }),
  ];
}
