import { afterAll, beforeAll } from '@jest/globals';
import { browserTests } from './browser.ts';
import { failureTests } from './failures.ts';
import { journeyTests } from './journey.ts';
import { routeTests } from './routes.ts';
import { type SystemUnderTest, startSystemUnderTest } from './system.ts';
import { traceTests } from './trace.ts';

/** All end-to-end tests share one system: starting it takes longer than most of them. */
let running: SystemUnderTest | undefined;
const under = (): SystemUnderTest => {
  if (!running) throw new Error('the system did not start');
  return running;
};

beforeAll(async () => {
  running = await startSystemUnderTest();
}, 180_000);
afterAll(() => running?.stop(), 60_000);

journeyTests(under);
browserTests(under);
traceTests(under);
failureTests(under);
routeTests(under);
