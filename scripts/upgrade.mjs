// What a release meets: the system of the baseline's commit plays the demo, then this one starts on what it left and plays it too.
// Without that commit's history (a shallow clone) the databases that the baseline keeps stand in for it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { root } from './setup.mjs';

const { commit } = JSON.parse(readFileSync(join(root, 'e2e/fixtures/baseline/about.json'), 'utf8'));
const home = join(root, '.leerhuis/upgrade');
const before = join(home, 'before');
// a system of its own, whatever runs here or is named in the environment
const { MONGO_URL: _m, KAFKA_BROKERS: _k, RABBIT_URL: _r, ...inherited } = process.env;
const env = { ...inherited, LEERHUIS_HOME: join(home, 'system'), GATEWAY_PORT: '18400' };
const startLimit = 600_000;
let running;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => running?.kill('SIGTERM'));
try {
  if (hasCommit()) await upgrade();
  else run('npm', ['run', '-s', 'jest', '--', '-i', '--selectProjects', 'component', '--', 'e2e/test/baseline'], root);
} finally {
  await stop();
  git('worktree', 'remove', '--force', before);
}

async function upgrade() {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  git('worktree', 'prune');
  run('git', ['worktree', 'add', '--detach', before, commit], root);
  for (const [what, folder] of [
    [commit.slice(0, 7), before],
    ['this working copy, on its data', root],
  ]) {
    console.log(`── ${what}`);
    await start(folder);
    run('node', ['demo/dist/journey.js'], folder);
    await stop();
  }
}

function hasCommit() {
  const found = git('cat-file', '-e', `${commit}^{commit}`).status === 0;
  if (!found) console.log(`── commit ${commit} is not in this clone: the databases of the baseline stand in for it`);
  return found;
}

async function start(folder) {
  running = spawn('node', ['scripts/start.mjs'], { cwd: folder, env, stdio: 'inherit' });
  const note = join(env.LEERHUIS_HOME, 'running.json');
  const end = Date.now() + startLimit;
  while (!existsSync(note)) {
    if (running.exitCode !== null || Date.now() > end) throw new Error(`the system of ${folder} did not start`);
    await setTimeout(500);
  }
}

async function stop() {
  if (!running || running.exitCode !== null) return;
  running.kill('SIGTERM');
  await once(running, 'exit');
}

function git(...args) {
  return spawnSync('git', args, { cwd: root, stdio: 'ignore' });
}

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${status}`);
}
