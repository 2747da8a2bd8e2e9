import type { Connection } from 'mongoose';

/** Has MongoDB write down every query that reads a whole collection, of whichever part of the service. */
export async function watchForScans(connection: Connection): Promise<void> {
  // level 2 writes down everything whatever the filter, and of that only the last megabyte is kept
  await connection.db?.command({ profile: 1, filter: { planSummary: { $regex: '^COLLSCAN' } } });
}

/** What was read without an index since; GridFS looks for just any file before it saves one. */
export async function scansSeen(connection: Connection): Promise<string[]> {
  const entries = await connection
    .collection('system.profile')
    .find({ planSummary: /^COLLSCAN/ })
    .toArray();
  return entries
    .filter(({ ns, command }) => !(String(ns).endsWith('.files') && command?.limit === 1))
    .map(({ ns, command }) => `${ns}: ${JSON.stringify(command)}`);
}
