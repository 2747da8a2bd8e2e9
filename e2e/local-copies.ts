import { openDatabases } from './databases.ts';
import { compareCopy, localCopies, type Row } from './src/local-copies/copies.ts';
import type { SystemUnderTest } from './system.ts';

/** What was told is taken in by then, in ms, also after processes were killed. */
export const within = 60_000;

/** What in anybody's local copies is not as its owner has it, once there was time to tell. */
export async function copyFaultsInTime(under: SystemUnderTest): Promise<string[]> {
  const databases = await openDatabases(under);
  const end = Date.now() + within;
  try {
    for (;;) {
      const faults: string[] = [];
      for (const copy of localCopies) {
        const [owned, copied] = await Promise.all(
          [copy.of, copy.at].map(({ part, collection }) =>
            databases.of(part).collection<Row>(collection).find().toArray(),
          ),
        );
        faults.push(...compareCopy(copy, owned ?? [], copied ?? []));
      }
      if (faults.length === 0 || Date.now() > end) return faults;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  } finally {
    await databases.close();
  }
}
