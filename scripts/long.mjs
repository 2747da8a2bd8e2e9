// `npm run long [-- --only name,name]`: what takes hours, one after another, with a line for each; what they said is in .leerhuis/long/.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkNode, ensureBuilt, ensureDependencies, root } from './setup.mjs';

const tsx = ['--conditions=source', '--import', 'tsx'];
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '-i', '--selectProjects'];
const benchmarks = ['gateway', 'outbox', 'orders', 'progress', 'catch-up', 'monthly-run', 'attest-pdf'];

/** Name → what it shows, and the arguments for Node. */
const long = {
  chaos: ['5,000 orders while processes die', [...tsx, 'e2e/chaos.ts']],
  operations: ['every operation, 200 requests each', [...jest, 'api', '--', 'e2e/journey.api'], { FUZZ_RUNS: '200' }],
  upgrade: ['this version on what the baseline’s left', ['scripts/upgrade.mjs']],
  bench: ['each benchmark beside its peer', ['bench/run.mjs', ...benchmarks]],
  'many-orders': ['an order at a million orders', ['bench/run.mjs', 'many-orders']],
};

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const wanted = only?.split(',') ?? Object.keys(long);
const unknown = wanted.filter((name) => !(name in long));
if (unknown.length > 0) {
  console.error(`--only takes some of ${Object.keys(long).join(', ')}`);
  process.exit(1);
}
const folder = join(root, '.leerhuis/long');
mkdirSync(folder, { recursive: true });
checkNode();
await ensureDependencies(console.log);
await ensureBuilt(console.log);

let running;
let brokenOff = false;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    brokenOff = true;
    running?.kill(signal);
  });

let failed = 0;
for (const name of wanted) {
  if (brokenOff) break;
  const [what, args, env = {}] = long[name];
  const began = performance.now();
  const log = join(folder, `${name}.log`);
  const code = await output(args, env, log);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(
    `${code === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${minutes.padStart(6)} min  ${what}${code === 0 ? '' : `: ${log}`}`,
  );
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 && !brokenOff ? 0 : 1);

/** Runs it with what it says in the log; gives its exit code. */
function output(args, env, log) {
  const stream = createWriteStream(log);
  running = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const said of [running.stdout, running.stderr]) said.pipe(stream, { end: false });
  return new Promise((resolve) => {
    running.once('close', (code) => stream.end(() => resolve(code ?? 1)));
  });
}
