// `npm test`: set-up, checks and all tests, then one line with the totals. `--only static|unit|int|component|e2e`.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkNode, ensureBuilt, ensureDependencies, root, SetupFailed } from './setup.mjs';

const say = (line) => console.log(`\n── ${line}`);
const kinds = ['static', 'unit', 'int', 'component', 'e2e'];
const home = join(root, '.leerhuis', 'test');
const totals = { passed: 0, failed: 0 };
let running;
let backing;
let brokenOff;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    brokenOff ??= breakOff();
  });
// npm passes signals on to a shell that keeps them to itself
const parent = process.ppid;
if (process.env['npm_lifecycle_event']) {
  setInterval(() => process.ppid !== parent && process.emit('SIGTERM'), 1_000).unref();
}
try {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only !== undefined && !kinds.includes(only)) throw new SetupFailed(`--only takes one of ${kinds.join(', ')}.`);
  await testAll((kind) => !only || only === kind);
} catch (error) {
  console.error(
    error instanceof SetupFailed || error.constructor.name === 'CannotServe' ? `\n${error.message}` : error,
  );
  count(false);
} finally {
  await brokenOff; // which ends the process
  await stopBacking();
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);

async function testAll(wants) {
  checkNode();
  await ensureDependencies(say);
  mkdirSync(home, { recursive: true });
  if (wants('static')) await staticChecks();
  if (wants('unit')) await jest('unit', ['-w', '2']);
  if (!['int', 'component', 'e2e'].some(wants)) return;
  await ensureBuilt(say);
  const env = await startBacking();
  if (wants('int')) await jest('int', ['-w', '2'], env);
  if (wants('component')) await jest('component', ['-w', '2'], env);
  if (!wants('e2e')) return;
  await endSystems();
  await jest('e2e', ['-i'], env);
}

function count(good) {
  totals[good ? 'passed' : 'failed'] += 1;
}

/** The code as it stands: the lock file (a fresh clone needs it whole), types, then each command of `npm run lint`. Each counts as one test. */
async function staticChecks() {
  say('lock file');
  count((await run('npm ci --dry-run --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null')) === 0);
  say('type check');
  count((await run('tsc -p tsconfig.check.json')) === 0);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const check of scripts.lint.split('&&').map((command) => command.trim())) {
    say(check);
    count((await run(check)) === 0);
  }
}

/** Started once for all tests, and handed to jest by the environment. */
async function startBacking() {
  say('backing services');
  const { startBackingServices } = await import('../libs/backing-services/dist/index.js');
  backing = await startBackingServices({
    needs: ['mongodb', 'kafka', 'rabbitmq'],
    dataDir: join(home, 'data'),
    auth: false,
    log: (line) => console.log(`   ${line}`),
  });
  return { MONGO_URL: backing.mongodb.url(''), KAFKA_BROKERS: backing.kafka.brokers, RABBIT_URL: backing.rabbitmq.url };
}

async function stopBacking() {
  if (!backing) return;
  const { stop } = backing;
  backing = undefined;
  await stop();
  rmSync(join(home, 'data'), { recursive: true, force: true });
}

/** Systems that end-to-end tests started and could not stop, because jest itself was killed, now or in an earlier run. */
async function endSystems() {
  const folder = join(root, '.leerhuis');
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith('e2e'))) {
    const { endLeftover } = await import('../libs/backing-services/dist/index.js');
    const pids = join(folder, name, 'pids');
    const files = existsSync(pids) ? readdirSync(pids) : [];
    await Promise.all(files.map((file) => endLeftover(join(pids, file))));
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

async function breakOff() {
  if (running?.exitCode === null) process.kill(-running.pid, 'SIGTERM');
  await endSystems();
  await stopBacking();
  process.exit(130);
}

/** One jest project. A run that breaks off, or that finds nothing to run, counts as a failure. */
async function jest(project, args, env = {}) {
  say(`${project} tests`);
  const report = join(home, `${project}.json`);
  rmSync(report, { force: true });
  const command = ['jest', '--selectProjects', project, ...args, '--json', '--outputFile', `"${report}"`].join(' ');
  const code = await run(command, {
    NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
    LOG_LEVEL: 'silent',
    ...env,
  });
  if (!existsSync(report)) return count(false);
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  // a file that doesn't even load has no test of its own that could fail
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed),
  );
  const failed = numFailedTests + broken.length;
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped: this machine lacks what they need` : '';
  console.log(`   ${project}: ${numPassedTests} passed, ${failed} failed${skipped}`);
  totals.passed += numPassedTests;
  totals.failed += failed;
  if (code !== 0 && failed === 0) count(false);
}

function isFailed({ status }) {
  return status === 'failed';
}

/** Runs a command with the tools of node_modules to its end; gives its exit code. */
function run(command, env = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  running = spawn(command, {
    shell: true,
    detached: true, // a group of its own, so that breaking off ends the shell's children too
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: path, ...env },
  });
  return new Promise((resolve) => {
    running.once('error', () => resolve(-1));
    running.once('close', (code) => resolve(code ?? -1));
  });
}
