import { startOfDay } from '@leerhuis/calendar';
import { dateTime, idSchema, moneySchema } from '@leerhuis/http-api';
import { inLocale, type Locale, type LocalisedText } from '@leerhuis/language';
import { z } from 'zod';
import type { LotDoc, Movement } from './credit-store.ts';
import { isLive, linkOf, stateForOwner } from './domain/sharing.ts';

export const movementSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(['granted', 'spent', 'lapsed']),
    minutes: z.int(),
    at: dateTime.meta({ description: 'Of what a colleague spent: the beginning of that day' }),
    accountId: z.string().nullable().meta({ description: '`withheld` unless it is mine, or of who said yes' }),
    activationId: z.string().nullable().meta({ description: '`withheld` unless it is mine' }),
    courseId: z.string().nullable().meta({ description: '`withheld` unless it is mine' }),
    courseTitle: z.string().optional().meta({
      description: "Of the course that I activated with it, or that anybody did with an organisation's",
    }),
    name: z.string().nullable().meta({
      description: "Of the colleague who spent it, once they said yes; of an organisation's hours always",
    }),
  })
  .meta({ id: 'CreditMovement' });

export const ofBeforeUntil = dateTime.meta({
  description: 'The link goes by an enterprise number; it ends then, unless both are of one organisation before',
});

export const lotSchema = z
  .strictObject({
    id: idSchema,
    title: z.string(),
    organisationId: idSchema.nullable().optional().meta({ description: 'Whose it is; null: mine' }),
    orderId: idSchema,
    orderNumber: z.string().optional().meta({ description: 'Number of its pro-forma' }),
    grantedMinutes: z.int(),
    leftMinutes: z.int(),
    price: moneySchema.meta({ description: 'Excluding VAT; fixes the price per hour (V-4)' }),
    grantedAt: dateTime,
    expiresAt: dateTime,
    sharing: z.strictObject({
      shared: z.boolean(),
      learners: z.array(z.string()).meta({
        description:
          "As they were named; the account id of who said yes; of an organisation's, membership ids. Given back as it is, it changes nothing",
      }),
      everybody: z
        .boolean()
        .optional()
        .meta({ description: "Of an organisation's: whether all its people may spend it" }),
      people: z
        .array(
          z.strictObject({
            learner: z.string().meta({ description: 'As in `learners`' }),
            learnerName: z.string().optional().meta({ description: "Once they said yes; of an organisation's always" }),
          }),
        )
        .optional()
        .meta({ description: 'Those of `learners`, in the same order, with their names' }),
      invitations: z.array(
        z.strictObject({
          id: idSchema,
          to: z.string().meta({ description: 'As it was named' }),
          state: z.enum(['pending', 'accepted', 'left', 'expired']),
          name: z.string().nullable().meta({ description: 'Once they said yes' }),
          invitedAt: dateTime,
          expiresAt: dateTime,
          ofBeforeUntil: ofBeforeUntil.optional(),
        }),
      ),
    }),
    movements: z.array(movementSchema),
  })
  .meta({ id: 'Credit' });

export interface Viewing {
  locale: Locale;
  now: Date;
  /** The provider's calendar day of a moment, and its time zone. */
  dayOf: (instant: Date) => string;
  timeZone: string;
  /** Names of those who said yes, by account. */
  names: ReadonlyMap<string, string>;
  /** Numbers of orders, by their ids. */
  numbers: ReadonlyMap<string, string>;
  /** Titles of courses, by activations that may be seen. */
  titles: ReadonlyMap<string, LocalisedText>;
  /** Of organisations' packages: names by account, as the organisation knows them, and by membership. */
  people: ReadonlyMap<string, string>;
  /** Who looks. */
  accountId: string;
}

/** In place of what is a colleague's own: fields that were always filled stay so. */
const withheld = 'withheld';

/** A package as its owner sees it (V-9): of colleagues the hours and the day, their name once they said yes, never a course. */
export function lotView(lot: LotDoc, movements: readonly Movement[], viewing: Viewing) {
  const { locale, now, names, numbers } = viewing;
  const { _id: id, title, orderId, granted, left, price, grantedAt, expiresAt, isShared, invitations = [] } = lot;
  const { organisationId = null } = lot;
  const listed = invitations.filter((one) => one.listed);
  const learners = organisationId
    ? (lot.members ?? []).map((learner) => ({ learner, learnerName: viewing.people.get(learner) }))
    : listed
        .filter((one) => isLive(one, now))
        .map(({ to, answer, accountId }) => {
          const agreed = answer === 'yes' && accountId;
          return agreed ? { learner: accountId, learnerName: names.get(accountId) } : { learner: to };
        });
  return {
    id,
    title: inLocale(title, locale),
    organisationId,
    orderId,
    orderNumber: numbers.get(orderId),
    grantedMinutes: granted,
    leftMinutes: left,
    price,
    grantedAt: grantedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    sharing: {
      shared: isShared,
      learners: learners.map(({ learner }) => learner),
      people: learners,
      ...(organisationId ? { everybody: lot.isForAll ?? false } : {}),
      invitations: listed.map((one) => ({
        id: one.id,
        to: one.to,
        state: stateForOwner(one, now),
        name: one.answer === 'yes' ? (names.get(one.accountId ?? '') ?? null) : null,
        invitedAt: one.invitedAt.toISOString(),
        expiresAt: one.expiresAt.toISOString(),
        ofBeforeUntil: one.ofBeforeUntil?.toISOString(),
      })),
    },
    movements: movements.map((movement) => movementView(movement, lot, viewing)),
  };
}

export function movementView(movement: Movement, lot: LotDoc, viewing: Viewing) {
  const { _id: id, lotId, at, ...facts } = movement;
  const { accountId } = facts;
  if (isToBeSeen(movement, lot, viewing)) {
    const title = viewing.titles.get(facts.activationId ?? '');
    const isOthers = accountId !== null && accountId !== viewing.accountId;
    return {
      id,
      ...facts,
      ...(isOthers ? { accountId: withheld, activationId: withheld } : {}),
      courseTitle: title && inLocale(title, viewing.locale),
      at: at.toISOString(),
      name: isOthers ? (viewing.people.get(accountId) ?? null) : null,
    };
  }
  const agreed = accountId !== null && consenting(lot, viewing.now).includes(accountId);
  return {
    id,
    ...facts,
    at: startOfDay(viewing.dayOf(at), viewing.timeZone).toISOString(),
    accountId: agreed ? accountId : withheld,
    activationId: withheld,
    courseId: withheld,
    name: agreed ? (viewing.names.get(accountId) ?? null) : null,
  };
}

/** Whether what was spent may be seen with its course: one's own, and of an organisation's hours all. */
export function isToBeSeen(
  { accountId }: Movement,
  { organisationId }: LotDoc,
  viewing: Pick<Viewing, 'accountId'>,
): boolean {
  return accountId === null || accountId === viewing.accountId || Boolean(organisationId);
}

/** Who said yes to sharing in the package, and has not left it. */
export function consenting({ invitations = [] }: Pick<LotDoc, 'invitations'>, now: Date): string[] {
  const yes = invitations.filter(({ answer }) => answer === 'yes');
  return yes.flatMap(({ accountId }) => (accountId && linkOf(yes, accountId, now) ? [accountId] : []));
}
