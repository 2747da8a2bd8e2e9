import type { Parts } from '@leerhuis/service-parts';
import { type ImportNeeds, importCommands } from './import-commands.ts';
import { importRoutes } from './import-http.ts';
import { importStore } from './import-store.ts';

/** Catalogue files: read, planned, imported, reported on. */
export function openImporting({ database, newId }: Parts, siblings: Omit<ImportNeeds, 'imports' | 'newId'>) {
  const imports = importStore(database);
  const commands = importCommands({ ...siblings, imports, newId });
  return { commands, routes: importRoutes(commands, imports) };
}
