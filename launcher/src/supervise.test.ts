import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort, startedAt } from '@leerhuis/backing-services';
import { type Supervised, supervise } from './supervise.ts';

let supervised: Supervised | undefined;
afterEach(() => supervised?.stop());

const server = `import { createServer } from 'node:http';
console.log('started');
createServer((request, response) => response.end('ready')).listen(process.env.PORT);`;

async function aPart(script = server, within = 10_000) {
  const folder = mkdtempSync(join(tmpdir(), 'leerhuis-supervise-'));
  const port = `${await freePort()}`;
  writeFileSync(join(folder, 'main.mjs'), script);
  const said: string[] = [];
  const logFile = join(folder, 'log');
  const pidFile = join(folder, 'pid');
  supervised = supervise({
    name: 'orders',
    args: [join(folder, 'main.mjs')],
    cwd: folder,
    env: { PORT: port },
    readyUrl: `http://127.0.0.1:${port}/health/ready`,
    logFile,
    pidFile,
    within,
    log: (line) => said.push(line),
  });
  return { part: supervised, said, logFile, pidFile };
}

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !condition(); attempt++) await delay(50);
  expect(condition()).toBe(true);
}

describe('a supervised part', () => {
  it('is ready when it says so, and gone when it is stopped', async () => {
    const { part, said, pidFile } = await aPart();
    await part.start();
    const pid = part.pid() ?? 0;
    expect(startedAt(pid)).not.toBe('');
    await part.stop();
    expect(startedAt(pid)).toBe('');
    expect(part.pid()).toBeUndefined();
    expect(existsSync(pidFile)).toBe(false);
    expect(said).toEqual([]);
  });

  it('that is killed is started again by itself, which is said in one line', async () => {
    const { part, said, logFile } = await aPart();
    await part.start();
    const first = part.pid();
    part.signal('SIGKILL');
    await until(() => part.pid() !== undefined && part.pid() !== first);
    expect(said).toEqual([`orders ended with SIGKILL; starting it again in 0.5 s (its log: ${logFile})`]);
    await part.start();
    expect(readFileSync(logFile, 'utf8').match(/started/g)).toHaveLength(2);
  });

  it('that keeps dying is started ever more slowly, and its last words are told in the end', async () => {
    const { part, said } = await aPart('console.log("MONGO_URL: is missing"); process.exit(3)');
    await expect(part.start()).rejects.toThrow(/orders cannot start: .*MONGO_URL: is missing \(its log: /);
    await part.stop();
    expect(said.map((line) => /in ([\d.]+) s/.exec(line)?.[1]).slice(0, 3)).toEqual(['0.5', '1', '2']);
  });

  it('that never gets ready is not waited for without end', async () => {
    const { part } = await aPart('setInterval(() => {}, 1_000)', 1_000);
    await expect(part.start()).rejects.toThrow(/orders is not ready after 1 s; its log: /);
  });

  it('that was stopped stays so, also while it waits for its next start', async () => {
    const { part, said } = await aPart('process.exit(3)', 60_000);
    const starting = part.start();
    starting.catch(() => {});
    await until(() => said.length > 1);
    await part.stop();
    await expect(starting).rejects.toThrow('orders was stopped before it was ready');
    const deaths = said.length;
    await delay(2_000);
    expect(said).toHaveLength(deaths);
  });

  it('can be started again after it was stopped', async () => {
    const { part } = await aPart();
    await part.start();
    await part.stop();
    await part.start();
    expect(part.pid()).toBeDefined();
  });
});
