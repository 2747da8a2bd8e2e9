import { mayAct, ofPerson } from '@leerhuis/auth';
import {
  countedPageOf,
  dateTime,
  emailSchema,
  idSchema,
  listTotal,
  notFound,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { inLocale, type Locale, type LocalisedText } from '@leerhuis/language';
import type { PageWish } from '@leerhuis/mongo';
import { z } from 'zod';
import type { Selling } from '../../selling/selling.ts';
import { movementsShown } from './credit-queries.ts';
import type { LotDoc, Movement } from './credit-store.ts';
import { consenting, lotSchema, lotView, movementSchema, movementView, type Viewing } from './credit-view.ts';
import type { Crediting } from './crediting.ts';
import { shareCredit } from './share-credit.ts';
import { spendableOf } from './spendable.ts';

const creditsSchema = z
  .strictObject({
    totalMinutes: z.int().meta({ description: 'What I can spend now, of my own' }),
    items: z.array(lotSchema),
    nextCursor: z.string().nullable().optional().meta({ description: 'With `limit`: the way to the next page' }),
    total: listTotal.optional().meta({ description: 'With `limit`: how many packages there are; null on later pages' }),
    sharedWithMe: z.array(
      z.strictObject({
        id: idSchema,
        title: z.string(),
        ownerName: z.string().optional().meta({ description: 'Of the colleague who shares it' }),
        leftMinutes: z.int(),
        expiresAt: dateTime,
      }),
    ),
  })
  .meta({ id: 'Credits' });

/** Of who gives a cursor and no limit. */
const usualLimit = 20;

type Asked = { [field in keyof PageWish]?: PageWish[field] | undefined };

type WithMovements = LotDoc & { movements: readonly Movement[] };

const sharingSchema = z.strictObject({
  shared: z.boolean(),
  learners: z
    .array(z.union([emailSchema, idSchema]))
    .max(200)
    .meta({
      description:
        'E-mail addresses or account ids of colleagues: all of them, those who are asked or linked already too',
    }),
});

interface Naming {
  numbersOf: Selling['orderLists']['numbersOf'];
  /** Titles of the courses that were activated, by activation. */
  titlesOf(activationIds: readonly string[]): Promise<ReadonlyMap<string, LocalisedText>>;
}

export function creditRoutes(crediting: Crediting, { numbersOf, titlesOf }: Naming): Route[] {
  const { accounts, creditLists, dayOf, zone: timeZone } = crediting;

  /** What lots are shown with: three queries at most, however many there are. */
  async function viewing(lots: readonly WithMovements[], locale: Locale, now: Date): Promise<Viewing> {
    const own = lots.flatMap(({ ownerId, movements }) => movements.filter(({ accountId }) => accountId === ownerId));
    const [names, numbers, titles] = await Promise.all([
      accounts.names(lots.flatMap((lot) => consenting(lot, now))),
      numbersOf(lots.map(({ orderId }) => orderId)),
      titlesOf(own.flatMap(({ activationId }) => activationId ?? [])),
    ]);
    return { locale, now, dayOf, timeZone, names, numbers, titles };
  }

  /** Whole for who asks for no pages, as it was before there were any. */
  async function ownPackages(accountId: string, { limit, cursor }: Asked, now: Date) {
    if (limit !== undefined || cursor !== undefined)
      return creditLists.pageOfOwner(accountId, { limit: limit ?? usualLimit, cursor }, now);
    const items = await creditLists.ofOwner(accountId);
    const spendable = items.filter((lot) => lot.expiresAt.getTime() > now.getTime());
    const minutes = spendable.reduce((sum, lot) => sum + lot.left, 0);
    return { items, minutes, nextCursor: undefined, total: undefined };
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/credits/:id/movements',
      operationId: 'listCreditMovements',
      summary: 'What moved of a package of mine, the newest first (V-9)',
      tags: ['orders'],
      access: 'signed-in',
      request: { params: z.strictObject({ id: idSchema }), query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(movementSchema) },
      problems: [404],
      handler: async ({ actor, params, query, locale, now }) => {
        const lot = await crediting.credit.get(params.id);
        if (!lot || !mayAct(actor, ofPerson(lot.ownerId))) throw notFound();
        const page = await creditLists.pageOfMovements(lot._id, query);
        const about = await viewing([{ ...lot, movements: page.items }], locale, now);
        return ok({ ...page, items: page.items.map((movement) => movementView(movement, lot, about)) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/credits',
      operationId: 'getCredits',
      summary: 'My hour credit per package, its expiry and every movement',
      tags: ['orders'],
      access: 'signed-in',
      description:
        `With \`limit\` page by page, the first to lapse first, each package with its newest ${movementsShown} movements; all of those are at ` +
        '`/credits/{id}/movements`. Without it all packages come, with all that moved.',
      request: { query: z.strictObject({ limit: pageQuery.limit.unwrap().optional(), cursor: pageQuery.cursor }) },
      responses: { 200: creditsSchema },
      handler: async ({ actor, query, locale, now }) => {
        const [page, linked] = await Promise.all([
          ownPackages(actor.accountId, query, now),
          creditLists.linkedTo(actor.accountId, now),
        ]);
        const own = page.items;
        const [shared, owners, about] = await Promise.all([
          spendableOf(linked, actor.accountId, accounts.many, now),
          accounts.names(linked.map(({ ownerId }) => ownerId)),
          viewing(own, locale, now),
        ]);
        return ok({
          totalMinutes: page.minutes,
          items: own.map((lot) => lotView(lot, lot.movements, about)),
          nextCursor: page.nextCursor,
          total: page.total,
          sharedWithMe: shared.map(({ _id: id, ownerId, title, left, expiresAt }) => ({
            id,
            title: inLocale(title, locale),
            ownerName: owners.get(ownerId),
            leftMinutes: left,
            expiresAt: expiresAt.toISOString(),
          })),
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
          return ok(lotView(lot, movements, await viewing([{ ...lot, movements }], locale, now)));
        });
      },
    }),
  ];
}
