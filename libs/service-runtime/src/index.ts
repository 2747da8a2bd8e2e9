export {
  type Connection,
  databaseAnswers,
  databaseOf,
  ensureCollections,
  ensureIndexes,
  type IndexDescription,
  isDatabaseAway,
  openDatabase,
} from '@leerhuis/mongo';
export { type FairTurns, fairTurns, type InTurn, inTurn, TooManyWaiting } from '@leerhuis/waiting';
export { addressList } from './address-list.ts';
export { type BaseConfig, baseConfig, ConfigError, portNumber, readConfig } from './config.ts';
export { type Clock, idsBy, newId, systemClock } from './ids.ts';
export { isFresh, mayBeOnItsWay } from './on-its-way.ts';
export { createReadiness, type Readiness, type ReadinessReport } from './readiness.ts';
export { runService } from './run-service.ts';
export { openTime, type Time } from './shared-clock.ts';
export { startThread } from './start-thread.ts';
export { createStopList, type StopList, type Stops } from './stop-list.ts';
