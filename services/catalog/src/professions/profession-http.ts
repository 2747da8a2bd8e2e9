import { inLocale, ok, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { federationSchema, professionSchema } from '../shapes.ts';
import { professions } from './domain/professions.ts';

const profession = z
  .object({
    code: professionSchema,
    name: z.string(),
    federation: z.object({
      code: federationSchema,
      name: z.string(),
      memberNumber: z.object({
        pattern: z.string().meta({ description: 'Regular expression, after dots, spaces and dashes are left out' }),
        example: z.string(),
      }),
      attest: z.enum(['registered', 'downloaded']),
    }),
  })
  .meta({ id: 'Profession' });

export function professionRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/professions',
      operationId: 'listProfessions',
      summary: 'Professions that the catalogue serves, and their federations',
      tags: ['catalogue'],
      access: 'anyone',
      responses: { 200: z.object({ items: z.array(profession), nextCursor: z.null() }) },
      handler: ({ locale }) => {
        const items = professions.map(({ code, name, federation }) => ({
          code,
          name: inLocale(name, locale),
          federation: { ...federation, name: inLocale(federation.name, locale) },
        }));
        return ok({ items, nextCursor: null });
      },
    }),
  ];
}
