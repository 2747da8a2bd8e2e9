import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { keepRunning } from './keep-running.ts';
import { startProgram } from './programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'leerhuis-keep-running-'));
let stop: ((grace?: number) => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  rmSync(folder, { recursive: true, force: true });
});

/** A server that is killed once it was started. */
async function killed(answering: () => Promise<void>): Promise<string[]> {
  const said: string[] = [];
  const launch = () =>
    startProgram({
      name: 'Kafka',
      command: process.execPath,
      args: ['-e', 'setInterval(() => {}, 1_000)'],
      logFile: join(folder, 'log'),
      pidFile: join(folder, 'pid'),
      append: true,
    });
  const program = await launch();
  stop = keepRunning(program, { name: 'Kafka', launch, answering, log: (line) => said.push(line) });
  program.signal('SIGKILL');
  for (let attempt = 0; attempt < 200 && said.length < 2; attempt++) await delay(50);
  return said;
}

describe('a server that is kept running', () => {
  it('is never left without a word: one that runs again and does not answer is said to be so', async () => {
    const said = await killed(() => Promise.reject(new Error('no answer within 60 s')));
    expect(said).toEqual([
      'Kafka ended with SIGKILL; starting it again in 0.5 s, with its data',
      'Kafka runs again, but does not serve: no answer within 60 s. If it stays away, end all and start again.',
    ]);
  });
});
