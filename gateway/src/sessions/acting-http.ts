import { idSchema, ok, problem, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { placeSchema } from './place-schema.ts';
import { actAs, type LoggingIn } from './session-commands.ts';
import { sessionOver } from './session-problems.ts';

const actingBody = z
  .strictObject({
    organisationId: idSchema.nullable().describe('Null: for myself'),
    remember: z
      .boolean()
      .default(false)
      .describe(
        'Comes back at the next login on this device (C-2); without it what was remembered before is forgotten',
      ),
  })
  .meta({ id: 'ActingAs' });

const actingView = z
  .strictObject({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().describe('Seconds that the access token counts'),
    actingAs: placeSchema.nullable(),
  })
  .meta({ id: 'ActingToken' });

/** @param field that names the organisation */
export function notTheirs(field: string) {
  const message = {
    nl: 'U hoort niet bij deze organisatie, of niet meer. GET /api/v1/me noemt waarvoor u kunt handelen.',
    fr: 'Vous ne faites pas ou plus partie de cette organisation. GET /api/v1/me indique pour qui vous pouvez agir.',
    en: 'You do not belong to this organisation, or no longer. GET /api/v1/me names for whom you can act.',
  };
  return problem(422, 'not-your-organisation', { detail: message, errors: [{ field, message }] });
}

export function actingRoutes(loggingIn: LoggingIn) {
  return [
    route({
      method: 'put',
      path: '/api/v1/sessions/current/acting-as',
      operationId: 'actAs',
      summary: 'Act for an organisation of mine, or for myself again: gives a token for it (C-5)',
      description:
        'Tokens of before go on to stand for what they were given for, so that two tabs can act as two. Refreshing names what it is for.',
      tags: ['sessions'],
      access: 'session',
      request: { body: actingBody },
      responses: { 200: actingView },
      problems: [422],
      handler: async ({ actor, body, now }) => {
        const { organisationId, remember } = body;
        const place = organisationId === null ? null : await loggingIn.places.one(actor.accountId, organisationId);
        if (organisationId !== null && !place) throw notTheirs('organisationId');
        const token = await actAs(loggingIn, actor, place, { remember, now });
        if (!token) throw sessionOver();
        return ok({ ...token, actingAs: place });
      },
    }),
  ];
}
