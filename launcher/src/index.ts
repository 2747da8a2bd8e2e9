export { nodeArguments } from './node-arguments.ts';
export { type PartName, parts } from './parts.ts';
export { type RunningSystem, startSystem } from './start-system.ts';
