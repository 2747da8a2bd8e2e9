export { CannotServe, type How } from './choice.ts';
export { chromiumSwitches, findChromium } from './chromium.ts';
export { findCommand, run } from './commands.ts';
export { Locked, type LockHolder, takeLock } from './lock.ts';
export type { DatabaseUser } from './mongodb.ts';
export { answers, freePort, isFree } from './ports.ts';
export { startedAt } from './process-status.ts';
export { endLeftover, type Program, startProgram } from './programs.ts';
export type { Need } from './servers.ts';
export {
  type BackingOptions,
  type BackingServices,
  startBackingServices,
} from './start-backing-services.ts';
export { versions } from './versions.ts';
