import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { CannotServe, type Program, startProgram } from '@leerhuis/backing-services';
import { root } from './root.ts';

export interface SupervisedOptions {
  name: string;
  folder: string;
  env: Record<string, string>;
  /** Where it tells whether it is ready. */
  readyUrl: string;
  logFile: string;
  pidFile: string;
  log: (line: string) => void;
  /** For how long it may take to become ready, in ms. */
  within?: number;
}

/** A part that is kept running: when it dies it is started again, after a delay that grows while it keeps dying. */
export interface Supervised {
  /** Resolves when it is ready. */
  start(): Promise<void>;
  stop(): Promise<void>;
  pid(): number | undefined;
  signal(signal: NodeJS.Signals): void;
}

const telemetry = pathToFileURL(join(root, 'libs/telemetry/dist/preload.js')).href;
const shortestDelay = 500;
const longestDelay = 30_000;
/** Whoever ran so long (ms) was healthy: the next delay is short again. */
const healthyAfter = 60_000;

export function supervise(options: SupervisedOptions): Supervised {
  let program: Program | undefined;
  let wanted = false;
  let pause = shortestDelay;
  let waking = new AbortController();
  let firstStart = true;

  async function launch(): Promise<void> {
    const since = Date.now();
    program = await startProgram({
      name: options.name,
      command: process.execPath,
      args: [...nodeSwitches, '--import', telemetry, join(options.folder, 'dist', 'main.js')],
      cwd: options.folder,
      env: options.env,
      logFile: options.logFile,
      pidFile: options.pidFile,
      append: !firstStart,
    });
    firstStart = false;
    void program.ended.then((how) => revive(how, Date.now() - since));
  }

  async function revive(how: string, ran: number): Promise<void> {
    if (!wanted) return;
    if (ran > healthyAfter) pause = shortestDelay;
    options.log(`${how}; starting it again in ${pause / 1000} s (its log: ${options.logFile})`);
    const wait = pause;
    pause = Math.min(pause * 2, longestDelay);
    await delay(wait, undefined, { signal: waking.signal }).catch(() => {});
    if (wanted) await launch();
  }

  return {
    async start() {
      const main = join(options.folder, 'dist', 'main.js');
      if (!existsSync(main)) throw new CannotServe(`${options.name} is not built: ${main} is missing (npm run build).`);
      wanted = true;
      waking = new AbortController();
      if (!program?.running()) await launch();
      await untilReady(options, () => wanted);
    },
    async stop() {
      wanted = false;
      waking.abort();
      await program?.stop();
    },
    pid: () => (program?.running() ? program.pid : undefined),
    signal: (signal) => program?.signal(signal),
  };
}

/** Small heaps: six services and two sandboxes share a laptop with everything else. */
const nodeSwitches = ['--enable-source-maps', '--max-old-space-size=256', '--max-semi-space-size=2'];

async function untilReady(options: SupervisedOptions, wanted: () => boolean): Promise<void> {
  const { name, readyUrl, logFile, within = 120_000 } = options;
  const end = Date.now() + within;
  while (wanted()) {
    const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => {});
    if (answer?.ok) return;
    if (Date.now() > end) throw new CannotServe(`${name} is not ready after ${within / 1000} s; its log: ${logFile}`);
    await delay(200);
  }
  throw new CannotServe(`${name} was stopped before it was ready.`);
}
