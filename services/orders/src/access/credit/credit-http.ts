import { type AccountActor, type MemberActor, mayAct, ofOrganisation } from '@leerhuis/auth';
import { countedPageOf, emailSchema, idSchema, notFound, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import type { Locale, LocalisedText } from '@leerhuis/language';
import type { PageWish } from '@leerhuis/mongo';
import { z } from 'zod';
import type { Selling } from '../../selling/selling.ts';
import { type LotsOf, movementsShown } from './credit-queries.ts';
import type { LotDoc, Movement } from './credit-store.ts';
import {
  consenting,
  isToBeSeen,
  lotSchema,
  lotView,
  movementSchema,
  movementView,
  type Viewing,
} from './credit-view.ts';
import type { Crediting } from './crediting.ts';
import { creditsSchema, sharedView } from './credits-schema.ts';
import { sharesHours } from './domain/may-spend.ts';
import { ownedBy, shareCredit } from './share-credit.ts';
import { spendableOf } from './spendable.ts';

/** Of who gives a cursor and no limit. */
const usualLimit = 20;

type Asked = { [field in keyof PageWish]?: PageWish[field] | undefined };
type Who = AccountActor | MemberActor;
type WithMovements = LotDoc & { movements: readonly Movement[] };

const sharingSchema = z.strictObject({
  shared: z.boolean(),
  learners: z
    .array(z.union([emailSchema, idSchema]))
    .max(1_000)
    .meta({
      description:
        'E-mail addresses or account ids of colleagues: all of them, those who are asked or linked already too. Of an ' +
        "organisation's package: membership ids or work addresses of its people",
    }),
  everybody: z
    .boolean()
    .optional()
    .meta({ description: "Of an organisation's package: all its people may spend it, now and later" }),
});

interface Naming {
  numbersOf: Selling['orderLists']['numbersOf'];
  /** Titles of the courses that were activated, by activation. */
  titlesOf(activationIds: readonly string[]): Promise<ReadonlyMap<string, LocalisedText>>;
}

export function creditRoutes(crediting: Crediting, { numbersOf, titlesOf }: Naming): Route[] {
  const { accounts, creditLists, offices, dayOf, zone: timeZone } = crediting;

  /** What lots are shown with: a few queries, however many there are. All of them are of one owner. */
  async function viewing(
    lots: readonly WithMovements[],
    { accountId }: Who,
    locale: Locale,
    now: Date,
  ): Promise<Viewing> {
    const seen = lots.flatMap((lot) => lot.movements.filter((one) => isToBeSeen(one, lot, { accountId })));
    const [names, numbers, titles, people] = await Promise.all([
      accounts.names(lots.flatMap((lot) => consenting(lot, now))),
      numbersOf(lots.map(({ orderId }) => orderId)),
      titlesOf(seen.flatMap(({ activationId }) => activationId ?? [])),
      peopleOf(lots),
    ]);
    return { locale, now, dayOf, timeZone, names, numbers, titles, people, accountId };
  }

  async function peopleOf(lots: readonly WithMovements[]): Promise<ReadonlyMap<string, string>> {
    const organisationId = lots[0]?.organisationId;
    if (!organisationId) return new Map();
    const spenders = lots.flatMap(({ movements }) => movements.flatMap(({ accountId }) => accountId ?? []));
    const [byAccount, linked] = await Promise.all([
      offices.names(organisationId, spenders),
      offices.memberships(lots.flatMap(({ members = [] }) => members)),
    ]);
    const byMembership = linked.map((one) => [one.id, `${one.firstName} ${one.lastName}`.trim()] as const);
    return new Map([...byAccount, ...byMembership]);
  }

  /** Whole for who asks for no pages, as it was before there were any. */
  async function packagesOf(owner: LotsOf | null, { limit, cursor }: Asked, now: Date) {
    if (!owner) return { items: [], minutes: 0, nextCursor: undefined, total: undefined };
    if (limit !== undefined || cursor !== undefined)
      return creditLists.pageOfOwner(owner, { limit: limit ?? usualLimit, cursor }, now);
    const items = await creditLists.ofOwner(owner);
    const spendable = items.filter((lot) => lot.expiresAt.getTime() > now.getTime());
    const minutes = spendable.reduce((sum, lot) => sum + lot.left, 0);
    return { items, minutes, nextCursor: undefined, total: undefined };
  }

  /** Packages of others that somebody may spend of: as a person colleagues' and their organisations', for one that one's. */
  async function sharedWith(actor: Who, locale: Locale, now: Date) {
    const places = (await offices.placesOf([actor.accountId])).get(actor.accountId) ?? [];
    const offers = places.map(({ organisationId }) => organisationId);
    const wanted = actor.kind === 'member' ? offers.filter((id) => id === actor.organisationId) : offers;
    const [linked, ofOffices] = await Promise.all([
      actor.kind === 'member' ? [] : creditLists.linkedTo(actor.accountId, now),
      creditLists.ofOrganisations(wanted, now),
    ]);
    const lots = await spendableOf(offices, [...linked, ...ofOffices], actor.accountId, now);
    const [names, organisations, spent] = await Promise.all([
      accounts.names(lots.flatMap(({ ownerId }) => ownerId ?? [])),
      ofOffices.length === 0 ? new Map() : offices.organisations(wanted),
      creditLists.spentBy(
        actor.accountId,
        lots.map(({ _id }) => _id),
      ),
    ]);
    const titles = await titlesOf(spent.flatMap(({ activationId }) => activationId ?? []));
    const nobody = new Map<string, string>();
    const seen = { names: nobody, numbers: nobody, people: nobody, titles, accountId: actor.accountId };
    return lots.map((lot) => {
      const ownerName = lot.organisationId ? organisations.get(lot.organisationId)?.name : names.get(lot.ownerId ?? '');
      const mine = spent.filter(({ lotId }) => lotId === lot._id).slice(0, movementsShown);
      return sharedView(lot, mine, { locale, now, dayOf, timeZone, ...seen, ownerName });
    });
  }

  const sharesOut = (actor: Who) =>
    actor.kind === 'account' || mayAct(actor, ofOrganisation(actor.organisationId), sharesHours);

  return [
    route({
      method: 'get',
      path: '/api/v1/credits/:id/movements',
      operationId: 'listCreditMovements',
      summary: 'What moved of a package of mine or of my organisation, the newest first (V-9)',
      description: "Who does not share an organisation's hours out sees what they spent of it themselves.",
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      request: { params: z.strictObject({ id: idSchema }), query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(movementSchema) },
      problems: [404],
      handler: async ({ actor, params, query, locale, now }) => {
        const lot = await crediting.credit.get(params.id);
        if (!lot || !mayAct(actor, ownedBy(lot), 'see-organisation')) throw notFound();
        const isWhole = mayAct(actor, ownedBy(lot), sharesHours);
        const page = await creditLists.pageOfMovements(lot._id, isWhole ? null : actor.accountId, query);
        const about = await viewing([{ ...lot, movements: page.items }], actor, locale, now);
        return ok({ ...page, items: page.items.map((movement) => movementView(movement, lot, about)) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/credits',
      operationId: 'getCredits',
      summary: 'Hour credit, mine or of my organisation, per package, its expiry and every movement',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      description:
        `With \`limit\` page by page, the first to lapse first, each package with its newest ${movementsShown} movements; all of those are at ` +
        '`/credits/{id}/movements`. Without it all packages come, with all that moved. Who acts for an organisation sees its packages, with ' +
        'who spent of them, by the right to enrol its people; without it, what they may spend of them and what they spent.',
      request: { query: z.strictObject({ limit: pageQuery.limit.unwrap().optional(), cursor: pageQuery.cursor }) },
      responses: { 200: creditsSchema },
      handler: async ({ actor, query, locale, now }) => {
        const owner = actor.kind === 'member' ? { organisationId: actor.organisationId } : { ownerId: actor.accountId };
        const isOwner = sharesOut(actor);
        const isOffice = actor.kind === 'member' && isOwner;
        const [page, shared] = await Promise.all([
          packagesOf(isOwner ? owner : null, query, now),
          isOffice ? [] : sharedWith(actor, locale, now),
        ]);
        const about = await viewing(page.items, actor, locale, now);
        return ok({
          totalMinutes: page.minutes,
          items: page.items.map((lot) => lotView(lot, lot.movements, about)),
          nextCursor: page.nextCursor,
          total: page.total,
          sharedWithMe: shared,
        });
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/credits/:id/sharing',
      operationId: 'shareCredit',
      summary: 'Share a package with colleagues of my organisation, or stop doing so',
      description:
        'Of a package of mine: whoever is named anew is asked by mail, and shares once they said yes. The answer is the same whether they ' +
        "have an account or not, and whether they are colleagues or not. Of an organisation's: by the right to enrol its people; who is " +
        'named may spend of it at once. Switched off, unlinked or linked: they are told by mail, and running courses go on.',
      tags: ['orders'],
      access: { owner: sharesHours },
      request: { params: z.strictObject({ id: idSchema }), body: sharingSchema },
      responses: { 200: lotSchema },
      problems: [404, 422],
      handler: async (ctx) => {
        const { actor, params, body, locale, now } = ctx;
        const wish = { actor, lotId: params.id, ...body, everybody: body.everybody ?? false };
        return ctx.transaction(async (tx) => {
          const lot = await shareCredit(crediting, tx, wish);
          const movements = await creditLists.movementsOf(tx, lot._id);
          return ok(lotView(lot, movements, await viewing([{ ...lot, movements }], actor, locale, now)));
        });
      },
    }),
  ];
}
