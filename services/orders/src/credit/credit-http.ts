import { dateTime, emailSchema, idSchema, type Locale, moneySchema, ok, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { creditQueries } from './credit-queries.ts';
import type { LotDoc, Movement } from './credit-store.ts';
import type { ShareCredit } from './share-credit.ts';

const lotSchema = z
  .strictObject({
    id: idSchema,
    title: z.string(),
    orderId: idSchema,
    grantedMinutes: z.int(),
    leftMinutes: z.int(),
    price: moneySchema.meta({ description: 'Excluding VAT; fixes the price per hour (V-4)' }),
    grantedAt: dateTime,
    expiresAt: dateTime,
    sharing: z.strictObject({ shared: z.boolean(), learners: z.array(z.string()) }),
    movements: z.array(
      z.strictObject({
        id: idSchema,
        kind: z.enum(['granted', 'spent', 'lapsed']),
        minutes: z.int(),
        at: dateTime,
        accountId: z.string().nullable(),
        activationId: z.string().nullable(),
        courseId: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Credit' });

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
    .meta({ description: 'Account ids or e-mail addresses of colleagues' }),
});

export interface CreditRoutesParts {
  queries: ReturnType<typeof creditQueries>;
  shareCredit: ShareCredit;
}

export function creditRoutes({ queries, shareCredit }: CreditRoutesParts): Route[] {
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
        const own = await queries.ofOwner(actor.accountId);
        const shared = await queries.sharedWith(actor.accountId, now);
        const spendable = own.filter((lot) => lot.expiresAt.getTime() > now.getTime());
        return ok({
          totalMinutes: spendable.reduce((minutes, lot) => minutes + lot.left, 0),
          items: own.map((lot) => lotView(lot, lot.movements, locale)),
          sharedWithMe: shared.map(({ _id: id, title, left, expiresAt }) => {
            return { id, title: title[locale] ?? title.nl, leftMinutes: left, expiresAt: expiresAt.toISOString() };
          }),
        });
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/credits/:id/sharing',
      operationId: 'shareCredit',
      summary: 'Share a package of mine with colleagues of my office, or stop doing so',
      tags: ['orders'],
      access: 'signed-in',
      request: { params: z.strictObject({ id: idSchema }), body: sharingSchema },
      responses: { 200: lotSchema },
      problems: [404, 422],
      handler: async (ctx) => {
        const { actor, params, body, locale } = ctx;
        return ctx.transaction(async (tx) => {
          const lot = await shareCredit(tx, { ownerId: actor.accountId, lotId: params.id, ...body });
          return ok(lotView(lot, lot.movements, locale));
        });
      },
    }),
  ];
}

function lotView(lot: LotDoc, movements: Movement[], locale: Locale) {
  const { _id: id, title, orderId, granted, left, price, grantedAt, expiresAt, isShared, learners } = lot;
  return {
    id,
    title: title[locale] ?? title.nl,
    orderId,
    grantedMinutes: granted,
    leftMinutes: left,
    price,
    grantedAt: grantedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    sharing: { shared: isShared, learners },
    movements: movements.map(({ _id, lotId, at, ...facts }) => ({ id: _id, at: at.toISOString(), ...facts })),
  };
}
