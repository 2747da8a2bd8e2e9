import { addMonths, endOfDayAfter } from '@leerhuis/calendar';
import type { LocalisedText } from '@leerhuis/language';
import { accessStates } from './enrolment.ts';

export const myCourseStates = [...accessStates, 'not-activated'] as const;
export type MyCourseState = (typeof myCourseStates)[number];

/** A course of an order, as it was bought. */
export interface Bought {
  title: LocalisedText;
  /** Number of the order's pro-forma. */
  orderNumber: string;
  placedAt: Date;
  /** Day on which payment is due. */
  dueDate: string;
  paidAt: Date | null;
}

/** A course that was bought and isn't activated: it may be at once, paid or not (V-15), unless another access to it holds (V-10). */
export interface Waiting {
  /** The line's, or one of its own where others learn by the line than who ordered. */
  id: string;
  /** Who learns. */
  accountId: string;
  courseId: string;
  orderId: string;
  /** For which organisation it was bought; null: for themselves. */
  organisationId: string | null;
  bought: Bought;
}

/** Until when a course could be watched that is activated now (V-17), and since when it can be: since it was bought. */
export function accessIfActivated(
  { bought }: Pick<Waiting, 'bought'>,
  terms: { accessMonths: number },
  zone: string,
  now: Date,
): { activatedAt: Date; accessUntil: Date } {
  const accessUntil = endOfDayAfter(addMonths(now, terms.accessMonths, zone), 0, zone);
  return { activatedAt: bought.placedAt, accessUntil };
}
