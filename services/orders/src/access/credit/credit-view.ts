import { startOfDay } from '@leerhuis/calendar';
import { dateTime, idSchema, moneySchema } from '@leerhuis/http-api';
import { inLocale, type Locale, type LocalisedText } from '@leerhuis/language';
import { z } from 'zod';
import type { LotDoc, Movement } from './credit-store.ts';
import { isLinked, isLive, stateForOwner } from './domain/sharing.ts';

export const movementSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(['granted', 'spent', 'lapsed']),
    minutes: z.int(),
    at: dateTime.meta({ description: 'Of what a colleague spent: the beginning of that day' }),
    accountId: z.string().nullable().meta({ description: '`withheld` unless it is mine, or of who said yes' }),
    activationId: z.string().nullable().meta({ description: '`withheld` unless it is mine' }),
    courseId: z.string().nullable().meta({ description: '`withheld` unless it is mine' }),
    courseTitle: z.string().optional().meta({ description: 'Of the course that I activated with it' }),
    name: z.string().nullable().meta({ description: 'Of the colleague who spent it, once they said yes' }),
  })
  .meta({ id: 'CreditMovement' });

export const lotSchema = z
  .strictObject({
    id: idSchema,
    title: z.string(),
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
        description: 'As they were named; the account id of who said yes. Given back as it is, it changes nothing',
      }),
      people: z
        .array(
          z.strictObject({
            learner: z.string().meta({ description: 'As in `learners`' }),
            learnerName: z.string().optional().meta({ description: 'Once they said yes' }),
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
  /** Titles of courses, by the owner's activation. */
  titles: ReadonlyMap<string, LocalisedText>;
}

/** In place of what is a colleague's own: fields that were always filled stay so. */
const withheld = 'withheld';

/** A package as its owner sees it (V-9): of colleagues the hours and the day, their name once they said yes, never a course. */
export function lotView(lot: LotDoc, movements: readonly Movement[], viewing: Viewing) {
  const { locale, now, names, numbers } = viewing;
  const { _id: id, title, orderId, granted, left, price, grantedAt, expiresAt, isShared, invitations = [] } = lot;
  const listed = invitations.filter((one) => one.listed);
  const learners = listed
    .filter((one) => isLive(one, now))
    .map(({ to, answer, accountId }) => {
      const agreed = answer === 'yes' && accountId;
      return agreed ? { learner: accountId, learnerName: names.get(accountId) } : { learner: to };
    });
  return {
    id,
    title: inLocale(title, locale),
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
      invitations: listed.map((one) => ({
        id: one.id,
        to: one.to,
        state: stateForOwner(one, now),
        name: one.answer === 'yes' ? (names.get(one.accountId ?? '') ?? null) : null,
        invitedAt: one.invitedAt.toISOString(),
        expiresAt: one.expiresAt.toISOString(),
      })),
    },
    movements: movements.map((movement) => movementView(movement, lot, viewing)),
  };
}

export function movementView({ _id: id, lotId, at, ...facts }: Movement, lot: LotDoc, viewing: Viewing) {
  const { accountId } = facts;
  if (accountId === null || accountId === lot.ownerId) {
    const title = viewing.titles.get(facts.activationId ?? '');
    return { id, ...facts, courseTitle: title && inLocale(title, viewing.locale), at: at.toISOString(), name: null };
  }
  const agreed = consenting(lot, viewing.now).includes(accountId);
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

/** Who said yes to sharing in the package, and has not left it. */
export function consenting({ invitations = [] }: Pick<LotDoc, 'invitations'>, now: Date): string[] {
  const yes = invitations.filter(({ answer }) => answer === 'yes');
  return yes.flatMap(({ accountId }) => (accountId && isLinked(yes, accountId, now) ? [accountId] : []));
}
