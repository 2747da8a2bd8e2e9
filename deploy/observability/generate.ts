import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dashboardOf, services } from './dashboards.ts';

for (const service of services) {
  writeFileSync(new URL(`./dashboards/${service}.json`, import.meta.url), dashboardOf(service));
}
execFileSync('npx', ['biome', 'format', '--write', fileURLToPath(new URL('./dashboards', import.meta.url))]);
