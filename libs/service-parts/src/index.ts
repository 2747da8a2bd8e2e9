export type { Acting, Changes } from './acting.ts';
export { openParts, type PartNeeds, type Parts, type Served } from './open-parts.ts';
