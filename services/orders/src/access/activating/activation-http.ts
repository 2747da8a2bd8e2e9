import type { NamesOf, NoteAudit } from '@leerhuis/audit';
import { type AccountActor, isThemself, type MemberActor, mayAct, ofOrganisation, ofPerson } from '@leerhuis/auth';
import {
  catalogIdSchema,
  countedPageOf,
  created,
  dateTime,
  idSchema,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import type { PageWish } from '@leerhuis/mongo';
import type { OrganisationNames } from '@leerhuis/service-parts/organisation-names';
import { inTurn } from '@leerhuis/waiting';
import { z } from 'zod';
import type { AttestWarning } from '../../selling/cart/domain/attest-outlook.ts';
import type { Buyer } from '../../selling/ordering/domain/buyer.ts';
import { learnerOf, type Order, type OrderLine } from '../../selling/ordering/domain/order.ts';
import type { Selling } from '../../selling/selling.ts';
import { warningsSchema, warningView } from '../../warning-view.ts';
import { type Activating, activateFromCredit, activateFromOrder } from './activation-commands.ts';
import type { ActivationQueries } from './activation-queries.ts';
import { type Activation, activationStates, shownStateOf, statusOf } from './domain/activation.ts';

const fromOrder = z.strictObject({
  courseId: catalogIdSchema,
  orderId: idSchema,
  membershipId: idSchema.optional().meta({ description: 'Of an order for an organisation: who learns; absent: I do' }),
});
const fromCredit = z.strictObject({
  courseId: catalogIdSchema,
  fromCredit: z.literal(true),
  organisationId: idSchema
    .nullable()
    .optional()
    .meta({
      description:
        "Whose hours: an organisation's, which then sees the course; null: my own and my colleagues'. Not given: those that lapse " +
        'first of who has enough; for who acts for an organisation always its own',
    }),
});
const theirCredit = fromCredit.extend({ accountId: idSchema.meta({ description: 'Whose hours are spent' }) });

const activationSchema = z
  .strictObject({
    id: idSchema,
    courseId: z.string(),
    courseTitle: z.string(),
    orderId: idSchema.nullable(),
    orderNumber: z.string().optional().meta({ description: 'Number of its pro-forma' }),
    source: z.enum(['before-payment', 'payment', 'credit']),
    organisationId: idSchema.nullable().optional().meta({ description: 'The organisation that it was taken for' }),
    organisationName: z.string().optional(),
    learnerName: z.string().optional().meta({ description: 'Who learns, when it was taken for an organisation' }),
    status: z
      .enum(['active', 'expired', 'revoked'])
      .meta({ deprecated: true, description: 'As `state`, in words of before' }),
    state: z.enum(activationStates),
    activatedAt: dateTime,
    accessUntil: dateTime,
    warnings: warningsSchema.optional(),
  })
  .meta({ id: 'Activation' });

export interface ActivationNeeds {
  activating: Activating;
  activationLists: ActivationQueries;
  prices: Selling['prices'];
  numbersOf: Selling['orderLists']['numbersOf'];
  namesOf: NamesOf;
  /** Names of organisations. */
  organisations: OrganisationNames;
  warnings: (
    whose: { accountId: string; by: Pick<Buyer, 'accountId' | 'organisationId'> },
    courseId: string,
    now: Date,
  ) => Promise<AttestWarning[]>;
  note: NoteAudit;
}

export function activationRoutes({
  activating,
  activationLists,
  prices,
  numbersOf,
  namesOf,
  organisations,
  warnings,
  note,
}: ActivationNeeds): Route[] {
  async function show(activations: Activation[], { locale, now }: { locale: Locale; now: Date }) {
    const orderIds = activations.map(({ orderId }) => orderId);
    const learners = activations.flatMap(({ accountId, organisationId }) =>
      organisationId === null ? [] : [accountId],
    );
    const organisationIds = activations.flatMap(({ organisationId }) => organisationId ?? []);
    const [numbers, names, offices] = await Promise.all([
      numbersOf(orderIds),
      namesOf(learners),
      organisations.names(organisationIds),
    ]);
    return activations.map((activation) => view(activation, { numbers, names, offices }, { locale, now }));
  }

  /** Said when it is activated: with why no attest can come of it. */
  async function showNew(activation: Activation, ctx: { actor: { accountId: string }; locale: Locale; now: Date }) {
    const { accountId, organisationId, courseId } = activation;
    const by = { accountId: ctx.actor.accountId, organisationId };
    const [[shown], found] = await Promise.all([
      show([activation], ctx),
      warnings({ accountId, by }, courseId, ctx.now),
    ]);
    return { ...shown, warnings: found.map((each) => warningView(courseId, each, ctx.locale)) };
  }

  /** A person's own, wherever they came by them; of an organisation, all for who may know, else one's own. */
  function listFor(actor: AccountActor | MemberActor, query: PageWish) {
    if (actor.kind === 'account') return activationLists.ofAccount(actor.accountId, query);
    const owner = ofOrganisation(actor.organisationId);
    const seesAll = mayAct(actor, owner, 'enrol-people') || mayAct(actor, owner, 'see-results');
    return activationLists.ofOrganisation(actor.organisationId, seesAll ? null : actor.accountId, query);
  }

  const turns = inTurn();
  return [
    route({
      method: 'post',
      path: '/api/v1/activations',
      operationId: 'activateCourse',
      summary: 'Activate a course: of an order of mine, also before it is paid, or from my hour credit',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      idempotent: true,
      request: { body: z.union([fromOrder, fromCredit]) },
      responses: { 201: activationSchema },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const { actor, body, signal } = ctx;
        const { accountId } = actor;
        const [onSale = null] = 'fromCredit' in body ? await prices.onSale([courseOf(body)]) : [];
        const activate = () =>
          ctx.transaction(async (tx) => {
            const activation =
              'orderId' in body
                ? await activateFromOrder(activating, tx, {
                    ...body,
                    by: accountId,
                    mayActivate: (order, line) => mayActivate(actor, order, line),
                  })
                : await activateFromCredit(activating, tx, { accountId, ...hoursOf(actor, body) }, onSale);
            return created(await showNew(activation, ctx), '/api/v1/activations');
          });
        return turns('orderId' in body ? accountId : await activating.turnOf(accountId), activate, signal);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/activations',
      operationId: 'activateCourseFor',
      summary:
        'Activate a course for somebody who phones: of their order, also before it is paid, or from their hour credit',
      tags: ['staff: orders'],
      access: { staff: ['operations'] },
      idempotent: true,
      request: { body: z.union([fromOrder, theirCredit]) },
      responses: { 201: activationSchema },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const { actor, body, signal } = ctx;
        const by = actor.accountId;
        const [onSale = null] = 'fromCredit' in body ? await prices.onSale([courseOf(body)]) : [];
        const activate = () =>
          ctx.transaction(async (tx) => {
            const activation =
              'orderId' in body
                ? await activateFromOrder(activating, tx, { ...body, by, mayActivate: () => true })
                : await activateFromCredit(activating, tx, body, onSale);
            const { id, accountId, courseId, source } = activation;
            await note(tx, {
              by,
              action: 'activation.granted-for',
              subject: id,
              after: { for: accountId, courseId, source },
            });
            return created(await showNew(activation, ctx), '/api/v1/activations');
          });
        return 'accountId' in body ? turns(await activating.turnOf(body.accountId), activate, signal) : activate();
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/activations',
      operationId: 'listActivations',
      summary: 'My activations, newest first',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(activationSchema) },
      handler: async (ctx) => {
        const page = await listFor(ctx.actor, ctx.query);
        return ok({ ...page, items: await show(page.items, ctx) });
      },
    }),
  ];
}

/** Who acts for an organisation spends its hours. */
const hoursOf = (actor: AccountActor | MemberActor, { courseId, organisationId }: z.infer<typeof fromCredit>) => ({
  courseId,
  organisationId: actor.kind === 'member' ? actor.organisationId : organisationId,
});

/**
 * A person what is theirs, and what an organisation ordered for them; who acts for it what it ordered for them, and with the right what it
 * ordered for anybody.
 */
function mayActivate(actor: AccountActor | MemberActor, order: Order, line: OrderLine): boolean {
  if (order.organisationId === null) return mayAct(actor, ofPerson(order.accountId));
  const owner = ofOrganisation(order.organisationId);
  if (isThemself(actor, learnerOf(order, line)))
    return actor.kind === 'account' || mayAct(actor, owner, 'see-organisation');
  return mayAct(actor, owner, 'enrol-people');
}

const courseOf = ({ courseId }: { courseId: string }) => ({ kind: 'course' as const, itemId: courseId });

type Names = ReadonlyMap<string, string>;

function view(
  activation: Activation,
  { numbers, names, offices }: Record<'numbers' | 'names' | 'offices', Names>,
  { locale, now }: { locale: Locale; now: Date },
) {
  const { id, accountId, organisationId, courseId, courseTitle, orderId, source, activatedAt, accessUntil } =
    activation;
  return {
    id,
    courseId,
    courseTitle: inLocale(courseTitle, locale),
    orderId,
    orderNumber: orderId === null ? undefined : numbers.get(orderId),
    source,
    organisationId,
    ...(organisationId === null
      ? {}
      : { organisationName: offices.get(organisationId), learnerName: names.get(accountId) }),
    status: statusOf(activation, now),
    state: shownStateOf(activation, now),
    activatedAt: activatedAt.toISOString(),
    accessUntil: accessUntil.toISOString(),
  };
}
