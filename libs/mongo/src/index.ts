export { type CountOptions, countUpTo } from './count-up-to.ts';
export { decodeCursor, encodeCursor, InvalidCursor, isCursor } from './cursor.ts';
export {
  type Connection,
  databaseAnswers,
  databaseOf,
  ensureCollections,
  ensureIndexes,
  type IndexDescription,
  openDatabase,
} from './database.ts';
export { hasLabel, isContention, isDatabaseAway, isDatabaseTrouble, isDuplicateKey } from './errors.ts';
export { failureAt } from './failure-at.ts';
export { type LocalCopy, localCopy } from './local-copy.ts';
export { type CountedPage, type Page, type PageWish, pageById, pageByText, pageByTime, pageFrom } from './pages.ts';
