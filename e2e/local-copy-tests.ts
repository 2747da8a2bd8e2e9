import { expect, it } from '@jest/globals';
import { copyFaultsInTime, within } from './local-copies.ts';
import type { SystemUnderTest } from './system.ts';

/** What the last test looks at: whether everybody's local copies are as their owners are. */
export function localCopyTests(under: () => SystemUnderTest): void {
  it(
    'has left every local copy as its owner is',
    async () => {
      expect(await copyFaultsInTime(under())).toEqual([]);
    },
    2 * within,
  );
}
