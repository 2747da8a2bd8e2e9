// What `npm start` and `npm test` do before anything else. Node's own modules only: on a fresh clone there is nothing else.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules', '.leerhuis-lock');
const installed = join(root, 'node_modules', '.package-lock.json');

/** What went wrong, in a sentence for people. */
export class SetupFailed extends Error {}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupFailed(
    `Node ${process.versions.node} is too old: Leerhuis needs Node 20.19 or newer (https://nodejs.org).`,
  );
}

/** Installs what the lock file names, unless exactly that is there. */
export async function ensureDependencies(say) {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const byHand = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockFile).mtimeMs;
  if (!byHand) {
    say('installing dependencies from package-lock.json (a minute or two)');
    // not as production: the build needs its tools
    const env = { ...process.env, NODE_ENV: 'development' };
    await run(
      'npm',
      ['ci', '--no-audit', '--no-fund', '--include=dev'],
      { env },
      'The dependencies could not be installed',
    );
  }
  writeFileSync(stamp, wanted);
}

/** Compiles what has changed. */
export async function ensureBuilt(say) {
  say('building');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await run(process.execPath, [tsc, '-b'], {}, 'The build failed');
}

/** Runs a command quietly; shows what it said when it fails, or stops with us. */
async function run(command, args, options, failure) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (number, signal) => resolve(signal ?? number));
  });
  if (code === 0) return;
  console.error(Buffer.concat(output).toString());
  throw new SetupFailed(`${failure} (${command} ${args[0]}: ${code}).`);
}
