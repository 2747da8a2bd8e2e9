export { nodeArguments } from './node-arguments.ts';
export { type PartName, parts } from './parts.ts';
export { type RunningSystem, type SystemOptions, startSystem } from './start-system.ts';
