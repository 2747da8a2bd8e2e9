import { addDays, startOfDay } from '@leerhuis/calendar';
import { dateSchema, ok, pageQuery, queryList, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { whoseFile } from '../whose.ts';
import { entryKinds } from './domain/entry.ts';
import { type Files, readFile } from './file-queries.ts';
import { fileKinds, filePage, itemView } from './file-schemas.ts';

export function fileRoutes(needs: Files): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/file',
      operationId: 'listFile',
      summary:
        'The digital file: enrolments, pro-formas and invoices, attests and messages in one list, the newest first',
      description:
        'A person sees their own; who acts for an organisation sees that of the organisation, as far as their rights go. A course that was ' +
        'taken for an organisation is in both. Each has the address where it is opened.',
      tags: ['messages'],
      access: { owner: 'see-organisation' },
      request: {
        query: z.strictObject({
          ...pageQuery,
          kind: queryList(z.enum(fileKinds)).optional(),
          from: dateSchema.optional().meta({ description: 'First day' }),
          to: dateSchema.optional().meta({ description: 'Last day' }),
        }),
      },
      responses: { 200: filePage },
      handler: async ({ actor, query: { kind = fileKinds, from, to, ...wish }, locale }) => {
        const filter = {
          kinds: entryKinds.filter((each) => kind.includes(each)),
          hasMessages: kind.includes('message'),
          from: from === undefined ? null : startOfDay(from, needs.timeZone),
          before: to === undefined ? null : startOfDay(addDays(to, 1), needs.timeZone),
        };
        const { items, titles, names, ...page } = await readFile(needs, whoseFile(actor), filter, wish);
        return ok({ ...page, items: items.map((item) => itemView(item, { titles, names, locale })) });
      },
    }),
  ];
}
