export { type Copied, type FindOptions, type LocalCopy, localCopy } from '@leerhuis/mongo';
export { isFresh, mayBeOnItsWay } from '@leerhuis/service-runtime';
export { waitBriefly } from '@leerhuis/waiting';
