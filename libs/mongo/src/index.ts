export {
  type Connection,
  databaseAnswers,
  databaseOf,
  ensureCollections,
  ensureIndexes,
  type IndexDescription,
  openDatabase,
} from './database.ts';
export { isDatabaseAway } from './database-away.ts';
export { type Copied, type FindOptions, type LocalCopy, localCopy } from './local-copy.ts';
