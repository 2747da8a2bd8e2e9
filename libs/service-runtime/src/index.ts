export { addressList } from './address-list.ts';
export { type BaseConfig, baseConfig, ConfigError, portNumber, readConfig } from './config.ts';
export {
  type Connection,
  databaseAnswers,
  databaseOf,
  ensureCollections,
  ensureIndexes,
  type IndexDescription,
  openDatabase,
} from './database.ts';
export { isDatabaseAway } from './database-away.ts';
export { type FairTurns, fairTurns } from './fair-turns.ts';
export { type Clock, idsBy, newId, systemClock } from './ids.ts';
export { type InTurn, inTurn, TooManyWaiting } from './in-turn.ts';
export { createReadiness, type Readiness, type ReadinessReport } from './readiness.ts';
export { runService } from './run-service.ts';
export { openTime, type Time } from './shared-clock.ts';
export { startThread } from './start-thread.ts';
export { createStopList, type StopList, type Stops } from './stop-list.ts';
