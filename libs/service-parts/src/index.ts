export { openParts, type PartNeeds, type Parts, type ServeOptions } from './open-parts.ts';
