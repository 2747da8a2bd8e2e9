export { type Copied, type FindOptions, type LocalCopy, localCopy } from './local-copy.ts';
export { isFresh, mayBeOnItsWay } from './on-its-way.ts';
export { waitBriefly } from './wait-briefly.ts';
