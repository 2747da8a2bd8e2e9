export { eachDocument, rewriteDocuments } from './each-document.ts';
export type { Migration, MigrationContext } from './migration.ts';
export { replaceIndex } from './replace-index.ts';
export { type Migrating, runMigrations } from './run-migrations.ts';
export { textsInNfc } from './texts-in-nfc.ts';
export { toEndOfDay } from './to-end-of-day.ts';
