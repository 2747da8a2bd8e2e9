export { openParts, type PartNeeds, type Parts, type Served } from './open-parts.ts';
