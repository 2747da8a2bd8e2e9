import { federationCodes, federations, professionNamed } from '@leerhuis/federations';
import {
  accepted,
  countedPageOf,
  dateTime,
  emailSchema,
  idSchema,
  lineText,
  longText,
  ok,
  type Problem,
  pageQuery,
  personName,
  problem,
  type Route,
  route,
} from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { z } from 'zod';
import type { SuggestionCommands } from './suggestion-commands.ts';
import type { SuggestionStore } from './suggestion-store.ts';

const newSuggestion = z.strictObject({
  name: personName(100),
  email: emailSchema,
  profession: lineText(50)
    .optional()
    .meta({ description: 'Code of one of `/api/v1/professions`, or its name in whichever language' }),
  topic: lineText(200),
  message: longText(4_000).optional(),
});

const suggestion = z
  .object({
    id: idSchema,
    at: dateTime,
    name: z.string(),
    email: z.string(),
    profession: z.string().nullable(),
    topic: z.string(),
    message: z.string().nullable(),
  })
  .meta({ id: 'Suggestion' });

/** A refusal that names the professions that we serve, of one that is none of them. */
function unknownProfession(text: string | undefined): Problem | null {
  if (text === undefined || professionNamed(text)) return null;
  const served = (locale: Locale) =>
    federationCodes.map((code) => federations[code].profession.name[locale]).join(', ');
  const message = {
    nl: `Wij geven geen opleidingen voor dit beroep. Kies een van: ${served('nl')}.`,
    fr: `Nous ne proposons pas de formations pour cette profession. Choisissez parmi : ${served('fr')}.`,
    en: `We give no training for this profession. Choose one of: ${served('en')}.`,
  };
  return problem(422, 'unknown-profession', { detail: message, errors: [{ field: 'profession', message }] });
}

export function suggestionRoutes(commands: SuggestionCommands, suggestions: SuggestionStore): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/suggestions',
      operationId: 'suggestTopic',
      summary: 'Suggest a topic for a course',
      tags: ['catalogue'],
      access: 'anyone',
      idempotent: true,
      request: { body: newSuggestion },
      responses: { 202: z.object({ id: idSchema }) },
      problems: [422, 429],
      alsoWrong: ({ body }) => unknownProfession(body.profession),
      handler: async (ctx) => {
        const unknown = unknownProfession(ctx.body.profession);
        if (unknown) throw unknown;
        const profession = professionNamed(ctx.body.profession ?? '')?.code;
        await commands.takeTurn(ctx.ip, ctx.now);
        return ctx.transaction(async (tx) => accepted({ id: await commands.suggest(tx, { ...ctx.body, profession }) }));
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/suggestions',
      operationId: 'listSuggestions',
      summary: 'Topics that were suggested, the newest first',
      tags: ['staff: catalogue'],
      access: { staff: ['operations'] },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(suggestion) },
      handler: async ({ query }) => {
        const page = await suggestions.page(query);
        return ok({
          ...page,
          items: page.items.map(({ _id, at, profession = null, message = null, ...facts }) => {
            return { id: _id, at: at.toISOString(), ...facts, profession, message };
          }),
        });
      },
    }),
  ];
}
