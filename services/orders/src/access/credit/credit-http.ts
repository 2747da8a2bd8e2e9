import { dateTime, emailSchema, idSchema, ok, type Route, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { z } from 'zod';
import type { LotDoc } from './credit-store.ts';
import { consenting, lotSchema, lotView, type Viewing } from './credit-view.ts';
import type { Crediting } from './crediting.ts';
import { shareCredit } from './share-credit.ts';
import { spendableOf } from './spendable.ts';

const creditsSchema = z
  .strictObject({
    totalMinutes: z.int().meta({ description: 'What I can spend now, of my own' }),
    items: z.array(lotSchema),
    sharedWithMe: z.array(
      z.strictObject({ id: idSchema, title: z.string(), leftMinutes: z.int(), expiresAt: dateTime }),
    ),
  })
  .meta({ id: 'Credits' });

const sharingSchema = z.strictObject({
  shared: z.boolean(),
  learners: z
    .array(z.union([idSchema, emailSchema]))
    .max(200)
    .meta({
      description:
        'E-mail addresses or account ids of colleagues: all of them, those who are asked or linked already too',
    }),
});

export function creditRoutes(crediting: Crediting): Route[] {
  const { accounts, creditLists, dayOf, zone: timeZone } = crediting;

  async function viewing(lots: readonly LotDoc[], locale: Locale, now: Date, tx?: Tx): Promise<Viewing> {
    const ids = [...new Set(lots.flatMap((lot) => consenting(lot, now)))];
    const known = ids.length === 0 ? [] : await accounts.many(ids, tx);
    return { locale, now, dayOf, timeZone, names: new Map(known.map(({ id, name }) => [id, name])) };
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/credits',
      operationId: 'getCredits',
      summary: 'My hour credit per package, its expiry and every movement',
      tags: ['orders'],
      access: 'signed-in',
      responses: { 200: creditsSchema },
      handler: async ({ actor, locale, now }) => {
        const own = await creditLists.ofOwner(actor.accountId);
        const linked = await creditLists.linkedTo(actor.accountId, now);
        const shared = await spendableOf(linked, actor.accountId, accounts.many, now);
        const about = await viewing(own, locale, now);
        const spendable = own.filter((lot) => lot.expiresAt.getTime() > now.getTime());
        return ok({
          totalMinutes: spendable.reduce((minutes, lot) => minutes + lot.left, 0),
          items: own.map((lot) => lotView(lot, lot.movements, about)),
          sharedWithMe: shared.map(({ _id: id, title, left, expiresAt }) => {
            return { id, title: inLocale(title, locale), leftMinutes: left, expiresAt: expiresAt.toISOString() };
          }),
        });
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/credits/:id/sharing',
      operationId: 'shareCredit',
      summary: 'Share a package of mine with colleagues of my office, or stop doing so',
      description:
        'Whoever is named anew is asked by mail, and shares once they said yes. The answer is the same whether they have an ' +
        'account or not, and whether they are colleagues or not.',
      tags: ['orders'],
      access: 'signed-in',
      request: { params: z.strictObject({ id: idSchema }), body: sharingSchema },
      responses: { 200: lotSchema },
      problems: [404, 422],
      handler: async (ctx) => {
        const { actor, params, body, locale, now } = ctx;
        const wish = { actor, lotId: params.id, ...body };
        return ctx.transaction(async (tx) => {
          const lot = await shareCredit(crediting, tx, wish);
          const movements = await creditLists.movementsOf(tx, lot._id);
          return ok(lotView(lot, movements, await viewing([lot], locale, now, tx)));
        });
      },
    }),
  ];
}
