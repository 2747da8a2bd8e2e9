/**
 * `npm run baseline`: keeps what a release leaves, for the checks of all that comes after it: the contracts, the joined API
 * description, and the databases of a system on which the demo was played. Needs a build; run when a release is made.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newJourney } from '@leerhuis/demo/journey-context';
import { steps } from '@leerhuis/demo/steps';
import { openDatabases, owners } from '../../databases.ts';
import { startSystemUnderTest } from '../../system.ts';
import { openWaitingWork } from '../../waiting-work.ts';
import { keepDatabase } from './keep-databases.ts';
import { contractsOfToday } from './kept-contracts.ts';

const folder = fileURLToPath(new URL('../../fixtures/baseline/', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);
/** Videos, which are many bytes and say nothing of how they are kept. */
const leaves = ['media.chunks'];
/** No secret: it guards the keys of a demo that is over. */
const keyEncryptionSecret = '0'.repeat(64);

const write = (name: string, value: unknown) =>
  writeFileSync(`${folder}${name}`, `${JSON.stringify(value, null, 2)}\n`);

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
if (git('status', '--porcelain', '--', '.', ':!e2e/fixtures/baseline') !== '')
  throw new Error('commit first: a baseline is of a commit, which `npm run long` goes back to');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const commit = git('rev-parse', 'HEAD');
write('contracts.json', contractsOfToday());

const under = await startSystemUnderTest(say, {
  variables: { gateway: { KEY_ENCRYPTION_SECRET: keyEncryptionSecret } },
});
try {
  const journey = newJourney(under.demo, { patience: 60_000, within: 60_000 });
  for (const { name, play } of steps) say(`${name}: ${await play(journey)}`);
  const { body: api } = await under.api.get<Record<string, unknown>>('/api/openapi.json');
  // the address of this system
  write('openapi.json', { ...api, servers: [] });

  const waiting = await openWaitingWork(under);
  for (let quiet = 0; quiet < 5; await setTimeout(1_000)) {
    quiet = Object.keys(await waiting.now()).length === 0 ? quiet + 1 : 0;
  }
  await waiting.close();
  for (const part of owners) await under.system.stopService(part);
  const databases = await openDatabases(under);
  for (const part of owners) {
    const documents = await keepDatabase(databases.of(part), `${folder}${part}.ejson.gz`, leaves);
    say(`${part}: ${documents} documents`);
  }
  await databases.close();
  write('about.json', { commit, at: new Date().toISOString(), keyEncryptionSecret });
} finally {
  await under.stop();
}
execFileSync('npx', ['biome', 'format', '--write', folder]);
process.exit(0);
