import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from '@jest/globals';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'leerhuis-'));
let launcher: ChildProcess | undefined;

afterEach(() => {
  launcher?.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

it('ends on SIGINT too where a shell started it in the background, which has that signal ignored', async () => {
  const command = [process.execPath, '--conditions=source', '--import', 'tsx', program, '--only', 'backing'];
  const inBackground = ['-c', `trap '' INT; exec "$@"`, 'sh', ...command];
  const env = { ...process.env, NODE_OPTIONS: '', LEERHUIS_HOME: home };
  launcher = spawn('sh', inBackground, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  launcher.stdout?.on('data', (chunk) => {
    const was = said;
    said += String(chunk);
    if (!was.includes('RABBIT_URL=') && said.includes('RABBIT_URL=')) launcher?.kill('SIGINT');
  });
  const [code] = await once(launcher, 'close');
  expect(said).toMatch(/stopping\n.*stopped\n/);
  expect(code).toBe(0);
});
