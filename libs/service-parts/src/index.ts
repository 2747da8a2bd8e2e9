export type { Task } from './keep-doing.ts';
export { openParts, type PartNeeds, type Parts, type Served, type ServeOptions } from './open-parts.ts';
