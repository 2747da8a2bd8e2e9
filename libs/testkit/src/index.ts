export { backingServices, withDatabase } from './backing.ts';
export { type TestClock, testClock } from './clock.ts';
export { scansSeen, watchForScans } from './collection-scans.ts';
export { commandsOf, monitored } from './commands.ts';
export { type TestDatabase, testDatabase } from './database.ts';
export { consumeEvents, type EventCollector, publishEvent, publishEvents } from './events.ts';
export { eventually } from './eventually.ts';
export { factsToldAgain, said } from './facts-told-again.ts';
export { readFixture } from './fixtures.ts';
export { type Door, doorTo } from './flaky-door.ts';
export { type HttpAnswer, type HttpClient, type HttpOptions, httpClient } from './http-client.ts';
export {
  consumeJobs,
  drainJobs,
  drainParkedJobs,
  type JobCollector,
  publishJob,
} from './jobs.ts';
export { testLogger } from './logger.ts';
export { type ToldMember, tellOrganisation } from './members.ts';
export { removeNamespace, testNamespace } from './namespace.ts';
export { type ServiceUnderTest, serviceUnderTest } from './service-under-test.ts';
export { tellSettings } from './settings.ts';
export { publishFor, tellEverythingAgain } from './telling-again.ts';
export { authorities, brokerAsDoor, type TlsDoor, tlsDoorTo } from './tls-door.ts';
export {
  endSession,
  revokePartner,
  serveTestKeys,
  testKeys,
  tokenFor,
} from './tokens.ts';
export { type Asked, type WalkCast, walk } from './walk.ts';
export { outsiders, walkCast } from './walk-cast.ts';
