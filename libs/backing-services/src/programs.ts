import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotServe } from './choice.ts';
import { keepLog } from './keep-log.ts';
import { groupExists, startedAt } from './process-status.ts';

/** A program of ours that runs in the background. */
export interface Program {
  pid: number;
  /** Resolves when it ends, with a line that says how. */
  ended: Promise<string>;
  running(): boolean;
  /** Sends a signal to it alone. */
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, and SIGKILL to its whole group after `grace` ms. Resolves when nothing of it is left. */
  stop(grace?: number): Promise<void>;
}

export interface ProgramOptions {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Its output is written here: behind what is there, or anew, with that of the starts before kept beside it (`keepLog`). */
  logFile: string;
  append?: boolean;
  /** Remembers it, so that the next start can end it should we be killed. */
  pidFile: string;
}

/**
 * Starts a program in a process group of its own: Ctrl-C in the terminal reaches us and not it, so that we can stop
 * things in order.
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  await endLeftover(options.pidFile);
  if (!options.append) keepLog(options.logFile);
  const output = openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', output, output],
    env: options.env ?? process.env,
    ...(options.cwd && { cwd: options.cwd }),
  });
  closeSync(output);
  let over = false;
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      over = true;
      resolve(how);
    };
    child.once('error', (error) => end(`${options.name} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => end(`${options.name} ended with ${signal ?? `code ${code}`}`));
  });
  const { pid } = child;
  if (pid === undefined) throw new CannotServe(await ended);
  writeFileSync(options.pidFile, `${pid} ${startedAt(pid)}`);
  return {
    pid,
    ended,
    running: () => !over,
    signal: (signal) => void child.kill(signal),
    async stop(grace = 15_000) {
      if (!over) await endGroup(pid, grace, () => over);
      await endGroup(pid, 2_000, () => !groupExists(pid));
      rmSync(options.pidFile, { force: true });
    },
  };
}

/** Ends what an earlier run of ours left behind after it was killed. */
export async function endLeftover(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const { pid, started } = readPid(pidFile);
  // a number alone proves nothing: after a reboot it may be somebody else's process
  if (pid && started && started === startedAt(pid)) await endGroup(pid, 15_000, () => !groupExists(pid));
  rmSync(pidFile, { force: true });
}

function readPid(pidFile: string): { pid: number; started: string } {
  const [pid = '', started = ''] = readFileSync(pidFile, 'utf8').trim().split(' ');
  return { pid: Number(pid), started };
}

async function endGroup(pid: number, grace: number, gone: () => boolean): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  for (let waited = 0; waited < grace && !gone(); waited += 50) await delay(50);
  if (gone()) return;
  signalGroup(pid, 'SIGKILL');
  for (let waited = 0; waited < 5_000 && !gone(); waited += 50) await delay(50);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // gone already
  }
}

/** The work, or an error as soon as the program that it waits for has ended. */
export function whileRunning<T>(ended: Promise<string>, work: Promise<T>): Promise<T> {
  work.catch(() => {}); // when the program ends first, nobody is left to hear of it
  return Promise.race([
    work,
    ended.then((how) => {
      throw new Error(how);
    }),
  ]);
}
