// `npm test`: set-up, checks and all tests, then how long each kind took, and one line with the totals.
// `--only static|unit|int|component|api|browser`; `e2e` is the last two.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkNode, ensureBuilt, ensureDependencies, root, SetupFailed } from './setup.mjs';

const say = (line) => console.log(`\n── ${line}`);
const kinds = ['static', 'unit', 'int', 'component', 'api', 'browser'];
const groups = { e2e: ['api', 'browser'] };
const home = join(root, '.leerhuis', 'test');
const totals = { passed: 0, failed: 0 };
const times = [];
const begun = performance.now();
const running = new Set();
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
  const names = [...kinds, ...Object.keys(groups)];
  if (only !== undefined && !names.includes(only)) throw new SetupFailed(`--only takes one of ${names.join(', ')}.`);
  await testAll((kind) => !only || only === kind || groups[only]?.includes(kind));
} catch (error) {
  console.error(
    error instanceof SetupFailed || error.constructor.name === 'CannotServe' ? `\n${error.message}` : error,
  );
  count(false);
} finally {
  await brokenOff; // which ends the process
  await stopBacking();
}
tellTimes();
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);

async function testAll(wants) {
  checkNode();
  await timed('dependencies', () => ensureDependencies(say));
  mkdirSync(home, { recursive: true });
  // these need nothing that is started
  const beside = (async () => {
    if (wants('static')) await timed('static', staticChecks);
    if (wants('unit')) await timed('unit', () => jest('unit', ['-w', '2'], { atEnd: true }));
  })();
  beside.catch(() => undefined); // told below, whatever fails first
  try {
    if (!['int', 'component', 'api', 'browser'].some(wants)) return;
    await timed('build', () => ensureBuilt(say));
    const env = await timed('backing services', startBacking);
    // what measures time, or waits for only so long, gets the machine to itself
    await beside;
    if (wants('int')) await timed('int', () => jest('int', ['-w', '2'], { env }));
    if (wants('component')) await timed('component', () => jest('component', ['-w', '2'], { env }));
    if (!wants('api') && !wants('browser')) return;
    await endSystems();
    if (wants('api')) await timed('api', () => jest('api', ['-i'], { env }));
    if (wants('browser')) await timed('browser', () => jest('browser', ['-i'], { env }));
  } finally {
    await beside;
  }
}

async function timed(what, work) {
  const start = performance.now();
  try {
    return await work();
  } finally {
    times.push([what, performance.now() - start]);
  }
}

function tellTimes() {
  say('time (static and unit ran beside build and backing services)');
  for (const [what, ms] of [...times, ['all', performance.now() - begun]]) {
    const seconds = Math.round(ms / 1_000);
    const time = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
    console.log(`   ${what.padEnd(18)} ${time.padStart(5)}`);
  }
}

function count(good) {
  totals[good ? 'passed' : 'failed'] += 1;
}

/** The code as it stands: the lock file (a fresh clone needs it whole), types, then each command of `npm run lint`. Each counts as one test. */
async function staticChecks() {
  const check = async (title, command) => count((await run(title, command, { atEnd: true })) === 0);
  await check('lock file', 'npm ci --dry-run --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null');
  const isBill =
    "const { bomFormat, components } = JSON.parse(fs.readFileSync(0)); if (bomFormat !== 'CycloneDX' || components.length < 100) throw bomFormat";
  await check('bill of materials', `npm run -s sbom | node -e "${isBill}"`);
  await check('type check', 'tsc -p tsconfig.check.json');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const command of scripts.lint.split('&&').map((each) => each.trim())) await check(command, command);
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
  for (const { pid } of running) process.kill(-pid, 'SIGTERM');
  await endSystems();
  await stopBacking();
  process.exit(130);
}

/** One jest project. A run that breaks off, or that finds nothing to run, counts as a failure. */
async function jest(project, args, { env = {}, atEnd = false } = {}) {
  const report = join(home, `${project}.json`);
  rmSync(report, { force: true });
  const command = ['jest', '--selectProjects', project, ...args, '--json', '--outputFile', `"${report}"`].join(' ');
  const code = await run(`${project} tests`, command, {
    env: { NODE_OPTIONS: '--experimental-vm-modules --no-warnings', LOG_LEVEL: 'silent', ...env },
    atEnd,
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

/** Runs a command with the tools of node_modules to its end; gives its exit code. `atEnd`: what it says is told in one piece, since others speak meanwhile. */
function run(title, command, { env = {}, atEnd = false } = {}) {
  if (!atEnd) say(title);
  const output = atEnd ? 'pipe' : 'inherit';
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  const child = spawn(command, {
    shell: true,
    detached: true, // a group of its own, so that breaking off ends the shell's children too
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, PATH: path, ...env },
  });
  running.add(child);
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    const end = (code) => {
      running.delete(child);
      if (atEnd) say(`${title}\n${Buffer.concat(said).toString().trimEnd()}`);
      resolve(code);
    };
    child.once('error', () => end(-1));
    child.once('close', (code) => end(code ?? -1));
  });
}
