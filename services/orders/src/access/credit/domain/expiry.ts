import { addYears, endOfDay, zonedDay } from '@leerhuis/calendar';

/** Last moment to spend what was ordered at this moment: the end of that day in the provider's zone, some years on (V-6). */
export function creditExpiry(orderedAt: Date, { creditYears }: { creditYears: number }, zone: string): Date {
  return endOfDay(zonedDay(addYears(orderedAt, creditYears, zone), zone), zone);
}
