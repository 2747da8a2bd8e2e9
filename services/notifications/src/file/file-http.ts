import { dateTime, ok, pageQuery, queryList, type Route, route } from '@leerhuis/http-api';
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
          from: dateTime.optional().meta({ description: 'From this moment on' }),
          to: dateTime.optional().meta({ description: 'Before this moment' }),
        }),
      },
      responses: { 200: filePage },
      handler: async ({ actor, query: { kind = fileKinds, from, to, ...wish }, locale }) => {
        const filter = {
          kinds: entryKinds.filter((each) => kind.includes(each)),
          hasMessages: kind.includes('message'),
          from: from === undefined ? null : new Date(from),
          before: to === undefined ? null : new Date(to),
        };
        const { items, titles, names, organisations, ...page } = await readFile(needs, whoseFile(actor), filter, wish);
        return ok({ ...page, items: items.map((item) => itemView(item, { titles, names, organisations, locale })) });
      },
    }),
  ];
}
