import { eachDocument, type Migration } from '@leerhuis/migrations';
import { rearrange, type Standing } from './beside-others.ts';

/** Whoever took a number first was sent, and others were held; now all that wait are, until staff say whose number it is. */
export function disputedBefore(standing: Standing): Migration {
  return eachDocument<{ _id: string; federation: string; memberNumber: string }>({
    id: 'registrations-of-shared-numbers-held',
    what: 'registrations under member numbers that several accounts go by wait for staff',
    collection: 'memberNumbers',
    only: { sharedSince: { $type: 'date' } },
    change: ({ federation, memberNumber }, { transaction }) =>
      transaction(async (tx) => (await rearrange(standing, tx, { federation, memberNumber })).length > 0),
  });
}
