// What `npm start` and `npm test` do before anything else. Node's own modules only: on a fresh clone there is nothing else.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

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
  if (isInstalled()) return;
  say('installing dependencies from package-lock.json (a minute or two)');
  // not as production: the build needs its tools
  const env = { ...process.env, NODE_ENV: 'development' };
  await run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev'],
    { env },
    'The dependencies could not be installed',
  );
}

/** npm notes in node_modules what it has put there, when it is done. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const there = JSON.parse(readFileSync(note, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return wanted.every(([path, { version, link, optional, devOptional }]) => {
    if (!path.startsWith('node_modules/') || optional || devOptional) return true;
    return link ? existsSync(join(root, path)) : there[path]?.version === version;
  });
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
  // a shell that starts us in the background has SIGINT ignored unless somebody listens
  const giveUp = () => {
    child.kill();
    process.exit(130);
  };
  process.once('SIGINT', giveUp);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (number, signal) => resolve(signal ?? number));
  });
  process.off('SIGINT', giveUp);
  if (code === 0) return;
  const lines = Buffer.concat(output).toString().trim().split('\n');
  console.error(lines.slice(0, 20).join('\n'));
  if (lines.length > 20) console.error(`… and ${lines.length - 20} lines more`);
  throw new SetupFailed(`${failure} (${command} ${args[0]}: ${code}).`);
}
