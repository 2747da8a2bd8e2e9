export { type Copied, type FindOptions, type LocalCopy, localCopy } from './local-copy.ts';
export { waitBriefly } from './wait-briefly.ts';
