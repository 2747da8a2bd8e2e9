import { type FederationCode, federationCodes, federations, type Way } from '@leerhuis/federations';
import { ok, type Route, route } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import type { Provider } from '@leerhuis/provider';
import { z } from 'zod';
import { federationSchema, professionSchema } from '../shapes.ts';

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
      attest: z
        .enum(['registered', 'downloaded'])
        .meta({ description: 'Whether we register participations, or members download an attest' }),
    }),
  })
  .meta({ id: 'Profession' });

export function professionRoutes(
  provider: Pick<Provider, 'federationPolicyOn'>,
  dayOf: (instant: Date) => string,
): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/professions',
      operationId: 'listProfessions',
      summary: 'Professions that the catalogue serves, and their federations',
      tags: ['catalogue'],
      access: 'anyone',
      responses: { 200: z.object({ items: z.array(profession), nextCursor: z.null() }) },
      handler: ({ locale, now }) => {
        const items = federationCodes.map((code) =>
          professionView(code, locale, provider.federationPolicyOn(code, dayOf(now)).way),
        );
        return ok({ items, nextCursor: null });
      },
    }),
  ];
}

function professionView(code: FederationCode, locale: Locale, way: Way): z.output<typeof profession> {
  const { name, profession, memberNumber } = federations[code];
  return {
    code: profession.code,
    name: profession.name[locale],
    federation: {
      code,
      name: name[locale],
      memberNumber: { pattern: memberNumber.pattern.source, example: memberNumber.example },
      attest: way === 'registration' ? 'registered' : 'downloaded',
    },
  };
}
