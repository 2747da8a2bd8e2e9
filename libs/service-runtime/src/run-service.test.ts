import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';

const program = fileURLToPath(new URL('../test/sample-service.ts', import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

async function run(
  behaviour: string,
  signals: NodeJS.Signals[] = [],
  on = 'running',
  env: Record<string, string> = {},
) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', program, behaviour], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'info', ...env },
  });
  children.push(child);
  let output = '';
  let signalledAt = 0;
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
    if (signalledAt === 0 && output.split('\n').includes(on)) {
      signalledAt = performance.now();
      for (const signal of signals) child.kill(signal);
    }
  });
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  const [code] = await once(child, 'close');
  const lines = output.split('\n').filter((line) => line && !line.startsWith('{'));
  return { code, lines, output, tookMs: performance.now() - signalledAt };
}

describe('a service', () => {
  it.each<[NodeJS.Signals[]]>([[['SIGTERM']], [['SIGINT']], [['SIGINT', 'SIGTERM', 'SIGINT']]])(
    'stops its parts in reverse order on %j, once, and exits with 0',
    async (signals) => {
      const { code, lines, tookMs } = await run('usual', signals);
      expect(lines).toEqual(['running', 'http stopping', 'http stopped', 'database stopped']);
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(5_000);
    },
  );

  it('is gone within 10 s when a part does not stop, and says which', async () => {
    const { code, lines, output, tookMs } = await run('stuck', ['SIGTERM']);
    expect(lines).toEqual(['running', 'http stopping', 'database stopped']);
    expect(output).toMatch(/"part":"http".*still not stopped/);
    expect(code).toBe(1);
    expect(tookMs).toBeLessThan(10_000);
  });

  it('that is still starting stops what it has', async () => {
    const { code, lines } = await run('start-hangs', ['SIGTERM'], 'starting');
    expect(lines).toEqual(['starting', 'database stopped']);
    expect(code).toBe(0);
  });

  it('that can not start says why, stops what it has and exits with 1', async () => {
    const { code, lines, output } = await run('start-fails');
    expect(lines).toEqual(['database stopped']);
    expect(output).toContain('no such table');
    expect(code).toBe(1);
  });

  it('with a bad configuration does not start: it names each variable on stderr and exits with 1', async () => {
    const { code, lines } = await run('bad-config', [], 'running', { MONGO_URL: 'postgres://db', LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(lines.filter((line) => line.startsWith('  ')).map((line) => line.trim().split(':')[0])).toEqual(
      expect.arrayContaining(['MONGO_URL', 'LOG_LEVEL']),
    );
    expect(lines.join()).not.toContain('    at ');
  });

  it.each([
    ['rejects', 'forgotten'],
    ['throws', 'thrown'],
  ])('that %s where nobody looks logs it and ends with 1', async (behaviour, message) => {
    const { code, output } = await run(behaviour);
    expect(output).toMatch(new RegExp(`"level":"fatal".*${message}`));
    expect(code).toBe(1);
  });
});
