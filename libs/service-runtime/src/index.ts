export { addressList } from './address-list.ts';
export { type BaseConfig, baseConfig, caFile, portNumber, readConfig } from './config.ts';
export { type Clock, firstIdOf, newId, systemClock } from './ids.ts';
export { isFresh, mayBeOnItsWay } from './on-its-way.ts';
export { createReadiness, type Readiness } from './readiness.ts';
export { runService } from './run-service.ts';
export { openTime } from './shared-clock.ts';
export { startThread } from './start-thread.ts';
export { createStopList, type StopList, type Stops } from './stop-list.ts';
