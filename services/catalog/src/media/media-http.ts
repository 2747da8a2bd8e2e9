import { signedUrl } from '@leerhuis/files';
import { countedPageOf, created, dateTime, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { mediaName } from '../shapes.ts';
import { addressOf, type Medium } from './domain/medium.ts';
import type { Showing } from './media.ts';
import { addVideo, keepVideo } from './media-commands.ts';

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

const hour = 3_600_000;

/** The videos that courses can show, as staff add and see them. */
export function mediaRoutes(showing: Showing): Route[] {
  const { media, signingKey } = showing;
  const previewUrl = (name: string, now: Date) =>
    signedUrl(addressOf(name), signingKey, new Date(now.getTime() + hour));
  const viewOf = ({ addedAt, ...facts }: Medium, now: Date) => {
    return { ...facts, addedAt: addedAt.toISOString(), previewUrl: previewUrl(facts.name, now) };
  };

  return [
    route({
      method: 'put',
      path: '/api/v1/admin/catalog/media/:name',
      operationId: 'addMedia',
      namesWhatIsMade: true,
      summary: 'Add a video for courses to show; it keeps its name for good',
      tags: ['staff: catalogue'],
      access: { staff: ['operations'] },
      bodyLimit: '50mb',
      timeoutMs: 60_000,
      request: {
        params: z.strictObject({ name: mediaName }),
        body: { raw: true, contentTypes: { 'video/mp4': { description: 'H.264 and AAC play everywhere' } } },
      },
      responses: { 200: medium, 201: medium },
      problems: [409, 422],
      handler: async (ctx) => {
        const kept = await keepVideo(showing, ctx.params.name, ctx.body.bytes, ctx.now);
        return ctx.transaction(async (tx) => {
          const added = await addVideo(showing, tx, kept, ctx.actor.accountId);
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
      access: { staff: ['operations'] },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(medium) },
      handler: async ({ query, now }) => {
        const page = await media.page(query);
        return ok({ ...page, items: page.items.map((each) => viewOf(each, now)) });
      },
    }),
  ];
}
