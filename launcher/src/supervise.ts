import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotServe, type Program, startProgram } from '@leerhuis/backing-services';
import { lastWords } from './last-words.ts';

export interface SupervisedOptions {
  name: string;
  /** Switches and script for node. */
  args: string[];
  cwd: string;
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

const shortestDelay = 500;
const longestDelay = 30_000;
/** Whoever ran so long (ms) was healthy: the next delay is short again. */
const healthyAfter = 60_000;
/** Whoever dies so often without ever being ready has something wrong that time does not mend. */
const hopeless = 4;

export function supervise(options: SupervisedOptions): Supervised {
  let program: Program | undefined;
  let wanted = false;
  let pause = shortestDelay;
  let waking = new AbortController();
  let firstStart = true;
  /** Since it was last told to start. */
  let deaths = 0;

  async function launch(): Promise<void> {
    const since = Date.now();
    program = await startProgram({
      name: options.name,
      command: process.execPath,
      args: options.args,
      cwd: options.cwd,
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
    deaths += 1;
    if (ran > healthyAfter) pause = shortestDelay;
    options.log(`${how}; starting it again in ${pause / 1000} s (its log: ${options.logFile})`);
    const wait = pause;
    pause = Math.min(pause * 2, longestDelay);
    await delay(wait, undefined, { signal: waking.signal }).catch(() => {});
    if (wanted) await launch();
  }

  return {
    async start() {
      wanted = true;
      deaths = 0;
      pause = shortestDelay;
      waking = new AbortController();
      if (!program?.running()) await launch();
      await untilReady(
        options,
        () => wanted,
        () => deaths,
      );
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

/** What a part that is ready says to be late: the whole is waited for, for a while. */
function lateIn(body: string | undefined): string[] {
  try {
    const { late } = JSON.parse(body ?? '');
    return Array.isArray(late) ? late.map(String) : [];
  } catch {
    return [];
  }
}

async function untilReady(options: SupervisedOptions, wanted: () => boolean, deaths: () => number): Promise<void> {
  const { name, readyUrl, logFile, within = 120_000 } = options;
  const end = Date.now() + within;
  while (wanted()) {
    const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
    const late = lateIn(await answer?.text().catch(() => ''));
    if (answer?.ok && late.length === 0) return;
    if (answer?.ok && Date.now() > end) return options.log(`${name} is ready, but late: ${late.join(', ')}`);
    if (Date.now() > end) throw new CannotServe(`${name} is not ready after ${within / 1000} s; its log: ${logFile}`);
    if (deaths() >= hopeless)
      throw new CannotServe(`${name} cannot start: ${lastWords(readFileSync(logFile, 'utf8'))} (its log: ${logFile})`);
    await delay(200);
  }
  throw new CannotServe(`${name} was stopped before it was ready.`);
}
