import { idSchema, ok, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { isDone, percentWatched, segmentsOf } from './domain/progress.ts';
import type { Reached, WatchingCommands } from './watching-commands.ts';
import { reportRefused } from './watching-problems.ts';

const chapterId = z.string().min(1).max(100);
const second = z.number().min(0).max(1_000_000);

const reportSchema = z
  .strictObject({
    position: z.strictObject({ chapterId, second }).optional().meta({ description: 'Where to go on next time' }),
    segments: z
      .array(z.strictObject({ chapterId, fromSecond: second, toSecond: second }))
      .max(50)
      .default([]),
  })
  .meta({ id: 'ProgressReport' });

const progressSchema = z
  .object({
    position: z.object({ chapterId: z.string(), second: z.number() }).nullable(),
    percent: z.int(),
    watchedAt: z.iso.datetime().nullable(),
    chapters: z.array(
      z.object({
        chapterId: z.string(),
        watched: z.array(z.object({ fromSecond: z.number(), toSecond: z.number() })),
        done: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Progress' });

export function watchingRoutes(commands: WatchingCommands): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/enrolments/:id/progress',
      operationId: 'reportProgress',
      summary: 'What was watched since the last report, and where; the same report again changes nothing',
      tags: ['classroom'],
      access: 'signed-in',
      request: { params: z.strictObject({ id: idSchema }), body: reportSchema },
      responses: { 200: progressSchema },
      problems: [403, 404, 422],
      handler: async ({ params, actor, body, now }) => {
        const reached = await commands.report({ enrolmentId: params.id, actor, report: body, now });
        if ('refused' in reached) throw reportRefused(reached);
        return ok(progressView(reached));
      },
    }),
  ];
}

function progressView({ progress, chapters }: Reached) {
  return {
    position: progress.position,
    percent: percentWatched(progress, chapters),
    watchedAt: progress.watchedAt?.toISOString() ?? null,
    chapters: chapters.map((chapter) => ({
      chapterId: chapter.chapterId,
      watched: segmentsOf(progress, chapter.chapterId).map(({ from, to }) => ({ fromSecond: from, toSecond: to })),
      done: isDone(progress, chapter),
    })),
  };
}
