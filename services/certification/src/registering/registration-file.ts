import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Registration } from './domain/registration.ts';

const columns = [
  'federation',
  'memberNumber',
  'lastName',
  'firstName',
  'accreditationNumber',
  'courseTitle',
  'activityDate',
  'minutes',
  'points',
  'mode',
  'registrationId',
] as const;

async function* rows(registrations: AsyncIterable<Registration>) {
  for await (const { id, ...registration } of registrations) yield { ...registration, registrationId: id };
}

/** The file of a run for one federation: a line per participation, as CSV. Names can't become formulas in a sheet. */
export function registrationFile(registrations: AsyncIterable<Registration>): Readable {
  const file = stringify({ header: true, columns: [...columns], escape_formulas: true, bom: true });
  return Readable.from(rows(registrations))
    .on('error', (error) => file.destroy(error))
    .pipe(file);
}
