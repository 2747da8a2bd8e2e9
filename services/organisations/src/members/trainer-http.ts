import { countedPageOf, idSchema, lineText, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import { wordsOf } from '@leerhuis/language';
import { z } from 'zod';
import { trainerRoleOf, trainerRoles } from './domain/roles.ts';
import type { Members } from './members.ts';

const trainerView = z
  .object({
    id: idSchema,
    firstName: z.string(),
    lastName: z.string(),
    role: z.enum(trainerRoles),
    organisationName: z.string(),
    city: z.string(),
    contact: z
      .object({ email: z.string().nullable(), phone: z.string().nullable() })
      .nullable()
      .meta({ description: 'As the organisation knows it; for who is logged in' }),
  })
  .meta({ id: 'Trainer' });

/** Trainers who want to be found by other organisations (B-3). */
export function trainerRoutes({ members, organisations }: Members): Route[] {
  /** For each word, organisations of trainers on the list that have it in their name or place. */
  async function found(q: string) {
    const words = wordsOf(q).slice(0, 5);
    const known = [...(await organisations.many(await members.organisationsListed())).values()];
    return words.map((word) => {
      const theirs = known.filter(({ name, address }) =>
        wordsOf(`${name} ${address.city}`).some((one) => one.startsWith(word)),
      );
      return { word, organisationIds: theirs.map(({ id }) => id) };
    });
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/trainers',
      operationId: 'listTrainers',
      summary: 'The public list of trainers, of those who want to be on it, by name (B-3)',
      tags: ['organisations'],
      access: 'anyone',
      request: {
        query: z.strictObject({
          ...pageQuery,
          q: lineText(100).optional().meta({ description: 'Beginnings of words of name, organisation or place' }),
        }),
      },
      responses: { 200: countedPageOf(trainerView) },
      handler: async ({ query: { q, ...wish }, actor }) => {
        const page = await members.listed(q === undefined ? [] : await found(q), wish);
        const known = await organisations.many(page.items.map(({ organisationId }) => organisationId));
        const isPerson = actor !== null && actor.kind !== 'partner';
        const items = page.items.flatMap(({ id, firstName, lastName, workEmail, phone, roles, organisationId }) => {
          const organisation = known.get(organisationId);
          const role = trainerRoleOf(roles);
          // of one that was closed a moment ago the places end in a moment
          if (organisation?.state !== 'active' || !role) return [];
          const { name: organisationName, address } = organisation;
          const contact = isPerson ? { email: workEmail, phone } : null;
          return [{ id, firstName, lastName, role, organisationName, city: address.city, contact }];
        });
        return ok({ ...page, items });
      },
    }),
  ];
}
