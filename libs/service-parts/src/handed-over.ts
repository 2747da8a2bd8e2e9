import type { OrganisationSnapshot } from '@leerhuis/contracts';
import { type Connection, databaseOf } from '@leerhuis/mongo';
import type { Acting, Changes } from './acting.ts';

type Tx = Parameters<NonNullable<Changes['organisation']>>[1];

/** The organisation that one is part of by now: which merge was first may be heard the other way round. Itself when it is of none. */
export async function lastOf(
  { organisations }: Pick<Acting, 'organisations'>,
  organisationId: string,
  { session }: Pick<Tx, 'session'>,
): Promise<string> {
  const seen = new Set<string>();
  let last = organisationId;
  for (let next: string | null = organisationId; next && !seen.has(next); ) {
    seen.add(next);
    last = next;
    next = (await organisations.get(next, session))?.mergedInto ?? null;
  }
  return last;
}

/**
 * What stands in a part for an organisation is, when that became part of another, for the other: its people see it.
 * @param collections whose documents say in `organisationId` for whom they are, with an index on it for those that do
 */
export function handingOver(
  { database, acting }: { database: Connection; acting: Pick<Acting, 'organisations'> },
  collections: readonly string[],
): NonNullable<Changes['organisation']> {
  return async ({ organisationId, mergedInto }: OrganisationSnapshot, tx) => {
    if (!mergedInto) return;
    const into = await lastOf(acting, mergedInto, tx);
    const { session } = tx;
    for (const name of collections)
      await databaseOf(database)
        .collection(name)
        .updateMany(
          { organisationId: { $eq: organisationId, $type: 'string' } },
          { $set: { organisationId: into } },
          { session },
        );
  };
}
