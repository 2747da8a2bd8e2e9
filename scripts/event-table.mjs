// Writes the tables of events and jobs in ARCHITECTURE.md from the contracts; a test tells when they are stale.
// Run as: node --conditions=source --import tsx scripts/event-table.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { withContractTables } from '@leerhuis/contracts/event-table';

const file = new URL('../ARCHITECTURE.md', import.meta.url);
writeFileSync(file, withContractTables(readFileSync(file, 'utf8')));
