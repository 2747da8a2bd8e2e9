import type { Acting } from './acting.ts';

/** Names of organisations that are known, by their ids, for lists. */
export interface OrganisationNames {
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** @returns a look-up that costs nothing where no organisation is among what is listed */
export function organisationNames({ organisations }: Pick<Acting, 'organisations'>): OrganisationNames {
  return {
    async names(ids) {
      const wanted = [...new Set(ids)];
      const known = wanted.length === 0 ? [] : await organisations.many(wanted);
      return new Map(known.map(({ organisationId, name }) => [organisationId, name]));
    },
  };
}
