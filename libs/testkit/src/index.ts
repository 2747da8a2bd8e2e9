export { backingServices, type TestServices, withDatabase } from './backing.ts';
export { type TestClock, testClock } from './clock.ts';
export { scansSeen, watchForScans } from './collection-scans.ts';
export { type Command, type CommandsOf, commandsOf, monitored } from './commands.ts';
export { type TestDatabase, testDatabase } from './database.ts';
export { consumeEvents, type EventCollector, publishEvent, publishEvents } from './events.ts';
export { eventually } from './eventually.ts';
export { type KeptLine, readFixture, restoreFixture } from './fixtures.ts';
export { type HttpAnswer, type HttpClient, type HttpOptions, httpClient } from './http-client.ts';
export {
  consumeJobs,
  drainJobs,
  drainParkedJobs,
  type JobCollector,
  onChannel,
  publishJob,
} from './jobs.ts';
export { testLogger } from './logger.ts';
export { removeNamespace, testNamespace } from './namespace.ts';
export { type ServiceUnderTest, serviceUnderTest } from './service-under-test.ts';
export { tellSettings } from './settings.ts';
export {
  revokePartner,
  serveTestKeys,
  type TestKeys,
  type TokenFor,
  type TokenOptions,
  testKeys,
  tokenFor,
} from './tokens.ts';
