import { afterAll, beforeAll } from '@jest/globals';
import { type SystemUnderTest, startSystemUnderTest } from './system.ts';

/** A system for the tests of this file, which other files know nothing of. */
export function systemOfFile(): () => SystemUnderTest {
  let running: SystemUnderTest | undefined;
  beforeAll(async () => {
    running = await startSystemUnderTest();
  }, 180_000);
  afterAll(() => running?.stop(), 60_000);
  return () => {
    if (!running) throw new Error('the system did not start');
    return running;
  };
}
