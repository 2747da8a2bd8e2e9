import { dateTime, idSchema, ok, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Doorkeeper } from '../classroom.ts';
import type { AttentionCommands } from './attention-commands.ts';
import { clickRefused } from './attention-problems.ts';

const params = z.strictObject({ id: idSchema, checkId: z.string().regex(/^[A-Za-z0-9._~-]{1,100}$/) });

const clickSchema = z
  .object({
    checkId: z.string(),
    clickedAt: dateTime,
    checks: z.object({ done: z.int(), total: z.int(), completedAt: dateTime.nullable() }),
  })
  .meta({ id: 'AttentionCheckClick' });

export function attentionRoutes(commands: AttentionCommands, door: Doorkeeper): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/enrolments/:id/attention-checks/:checkId/click',
      operationId: 'clickAttentionCheck',
      summary: 'Click an attention check within a minute after it showed; again gives the same answer (V-19)',
      description:
        'A check showed when a report told that its moment played. Too late is 409: play the moment again, report that, and click.',
      tags: ['classroom'],
      access: { owner: 'see-organisation' },
      request: { params },
      responses: { 200: clickSchema },
      problems: [403, 404, 409],
      handler: async ({ params: { id, checkId }, actor, now }) => {
        const classroom = await door.enter(id, actor, now);
        const clicked = await commands.click(classroom, checkId, now);
        if ('refused' in clicked) throw clickRefused(clicked);
        const { check, done, total, completedAt } = clicked;
        return ok({
          checkId,
          clickedAt: check.clickedAt.toISOString(),
          checks: { done, total, completedAt: completedAt?.toISOString() ?? null },
        });
      },
    }),
  ];
}
