export { CannotServe } from './choice.ts';
export { chromiumSwitches, findChromium } from './chromium.ts';
export { findCommand, run } from './commands.ts';
export { Locked, takeLock } from './lock.ts';
export type { DatabaseUser } from './mongodb.ts';
export { freePort, isFree } from './ports.ts';
export { startedAt } from './process-status.ts';
export { endLeftover, type Program, startProgram } from './programs.ts';
export {
  type BackingServices,
  startBackingServices,
} from './start-backing-services.ts';
export { versions } from './versions.ts';
