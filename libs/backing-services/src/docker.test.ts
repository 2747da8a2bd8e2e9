import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { composeSettings, composeUp, dockerEngine } from './docker.ts';
import type { Found } from './servers.ts';
import { startContainers } from './start-containers.ts';

/** A command line in the place of Docker's, which writes down what it was asked. */
const path = process.env['PATH'];
let folder = '';
const asked = () =>
  existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') : [];

function install(script: string): void {
  const file = join(folder, 'docker');
  writeFileSync(file, `#!/bin/sh\necho "$* [$MONGO_HOST_PORT $RABBIT_PASSWORD]" >> ${folder}/asked\n${script}\n`);
  chmodSync(file, 0o755);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leerhuis-docker-'));
  process.env['PATH'] = `${folder}:${path}`;
});
afterEach(() => {
  process.env['PATH'] = path;
});

const auth = { mongodb: 'm', rabbitmq: 'r' };

describe('a Docker engine', () => {
  it('is one that answers and has compose', async () => {
    install('echo 28.2.2');
    await expect(dockerEngine()).resolves.toBe('28.2.2');
    install('[ "$1" = version ] && echo 28.2.2 || exit 1');
    await expect(dockerEngine()).resolves.toBeUndefined();
    install('exit 1');
    await expect(dockerEngine()).resolves.toBeUndefined();
  });

  it('starts what is needed on free ports, waits until it is healthy, and stops only that', async () => {
    install('');
    const settings = await composeSettings(auth);
    const started = await composeUp('/repository', 'leerhuis-1', ['mongodb', 'rabbitmq'], settings);
    await started.stop();
    const project = 'compose -p leerhuis-1 -f /repository/docker-compose.yml';
    const told = `[${settings.ports.mongodb} r]`;
    expect(asked()).toEqual([
      `${project} up -d --wait mongodb rabbitmq ${told}`,
      `${project} stop rabbitmq mongodb ${told}`,
    ]);
    expect(new Set(Object.values(settings.ports)).size).toBe(3);
  });

  it('gives the addresses of what it started, with users of our own', async () => {
    install('echo 28.2.2');
    const found: Found = {};
    const stops: (() => Promise<void>)[] = [];
    const said: string[] = [];
    const options = { root: '/repository', dataDir: '/data', auth, log: (line: string) => said.push(line) };
    await startContainers(['mongodb', 'kafka'], found, options, stops);
    expect(found.mongodb).toMatchObject({ how: 'docker', ours: true, auth: true });
    expect(found.mongodb?.adminUrl).toMatch(
      /^mongodb:\/\/root:m@127\.0\.0\.1:\d+\/\?directConnection=true&authSource=admin$/,
    );
    expect(found.kafka?.brokers).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(found.rabbitmq).toBeUndefined();
    expect(said).toEqual(['Docker 28.2.2: starting mongodb, kafka']);
    expect(stops).toHaveLength(1);
  });

  it('that cannot start them is passed over with its reason, so that others are looked for', async () => {
    install('case "$*" in *"up -d"*) echo "pull access denied"; exit 1;; *) echo 28.2.2;; esac');
    const found: Found = {};
    const said: string[] = [];
    const options = { root: '/repository', dataDir: '/data', auth, log: (line: string) => said.push(line) };
    await startContainers(['kafka'], found, options, []);
    expect(found).toEqual({});
    expect(said.at(-1)).toBe('Docker: passed over, pull access denied');
    expect(asked().at(-1)).toMatch(/ stop kafka /);
  });
});
