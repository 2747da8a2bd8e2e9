import { addYears, endOfDayAfter } from '@leerhuis/calendar';

/** Last moment to spend what was ordered at this moment: the end of that day in the provider's zone, some years on (V-6). */
export function creditExpiry(orderedAt: Date, { creditYears }: { creditYears: number }, zone: string): Date {
  return endOfDayAfter(addYears(orderedAt, creditYears, zone), 0, zone);
}
