import {
  accepted,
  countedPageOf,
  dateTime,
  emailSchema,
  idSchema,
  lineText,
  longText,
  ok,
  pageQuery,
  personName,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import type { SuggestionCommands } from './suggestion-commands.ts';
import type { SuggestionStore } from './suggestion-store.ts';

const newSuggestion = z.strictObject({
  name: personName(100),
  email: emailSchema,
  profession: lineText(50).optional(),
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
      problems: [429],
      handler: async (ctx) => {
        await commands.takeTurn(ctx.ip, ctx.now);
        return ctx.transaction(async (tx) => accepted({ id: await commands.suggest(tx, ctx.body) }));
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
