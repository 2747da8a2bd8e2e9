import { idSchema, ok, type Route, route } from '@leerhuis/http-api';
import { type Locale, saidIn } from '@leerhuis/language';
import { z } from 'zod';
import { isDone, percentWatched, placeToGoOn, segmentsOf } from './domain/progress.ts';
import type { Reached, WatchingCommands } from './watching-commands.ts';
import { refusalWords, reportRefused } from './watching-problems.ts';

const chapterId = z.string().min(1).max(100);
const reasons = Object.keys(refusalWords) as [keyof typeof refusalWords];
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
    refused: z
      .array(
        z.object({
          field: z.string().meta({ description: 'What of the report, as `segments[1].chapterId`' }),
          reason: z.enum(reasons),
          message: z.string(),
          fromSecond: z.int().optional().meta({ description: 'The seconds of the segment that do not count' }),
          toSecond: z.int().optional(),
        }),
      )
      .meta({ description: 'What was not taken in; the rest of the report was' }),
    takenOverAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When another device or course took over; null as long as this one plays' }),
  })
  .meta({ id: 'Progress' });

export function watchingRoutes(commands: WatchingCommands): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/enrolments/:id/progress',
      operationId: 'reportProgress',
      summary: 'What was watched since the last report, and where; the same report again changes nothing',
      description:
        'Chapters by their ids, as the classroom tells them: an id stays with its video, wherever the video stands. What cannot be ' +
        'is told in `refused`; 422 when nothing of the report can be. No more counts than the time since entering lets at the highest ' +
        'speed, so what was watched without a connection may be told later, but before entering again. One player plays at a time: ' +
        'who entered last; what the one before had not told may still be told, else it gets 409.',
      tags: ['classroom'],
      access: { owner: 'see-organisation' },
      request: { params: z.strictObject({ id: idSchema }), body: reportSchema },
      responses: { 200: progressSchema },
      problems: [403, 404, 409, 422],
      handler: async ({ params, actor, body, locale, now }) => {
        const reached = await commands.report({ enrolmentId: params.id, actor, report: body, now });
        if ('refused' in reached) throw reportRefused(reached);
        return ok(progressView(reached, locale));
      },
    }),
  ];
}

function progressView({ progress, chapters, notTaken, takenOverAt }: Reached, locale: Locale) {
  return {
    position: placeToGoOn(progress, chapters),
    percent: percentWatched(progress, chapters),
    watchedAt: progress.watchedAt?.toISOString() ?? null,
    chapters: chapters.map((chapter) => ({
      chapterId: chapter.chapterId,
      watched: segmentsOf(progress, chapter.chapterId).map(({ from, to }) => ({ fromSecond: from, toSecond: to })),
      done: isDone(progress, chapter),
    })),
    refused: notTaken.map((each) => ({ ...each, message: saidIn(refusalWords[each.reason], locale) })),
    takenOverAt: takenOverAt?.toISOString() ?? null,
  };
}
