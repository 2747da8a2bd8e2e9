import { rewriteDocuments } from './each-document.ts';
import type { Migration } from './migration.ts';

/** People were told a day, and an instant on it was kept: from now on it lasts to the end of that day in the zone. */
export function toEndOfDay(about: {
  id: string;
  what: string;
  collection: string;
  field: string;
  zone: string;
}): Migration {
  const { id, what, collection, field, zone: timezone } = about;
  const startOfDay = { $dateTrunc: { date: `$${field}`, unit: 'day', timezone } };
  const nextDay = { $dateAdd: { startDate: startOfDay, unit: 'day', amount: 1, timezone } };
  const endOfDay = { $dateSubtract: { startDate: nextDay, unit: 'millisecond', amount: 1 } };
  return rewriteDocuments<{ _id: string }>({
    id,
    what,
    collection,
    only: { [field]: { $type: 'date' }, $expr: { $ne: [`$${field}`, endOfDay] } },
    update: [{ $set: { [field]: endOfDay } }],
  });
}
