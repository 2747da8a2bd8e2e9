import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { startedAt } from './process-status.ts';

export interface LockHolder {
  pid: number;
  /** What the holder wrote about itself, say its address. */
  note: string;
}

/** Thrown when a living process has the lock. */
export class Locked extends Error {
  readonly holder: LockHolder;
  constructor(holder: LockHolder) {
    super(`in use by process ${holder.pid}`);
    this.holder = holder;
  }
}

/**
 * Takes the lock `file` for this process, or throws Locked. The lock of a process that is no longer there (killed, or
 * its number reused after a reboot) counts for nothing.
 */
export function takeLock(file: string, note: string): { release(): void } {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, started: startedAt(process.pid), note }));
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(mine, file); // made whole or not at all, and only by one
        return { release: () => releaseOwn(file) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 5) throw error;
        const holder = livingHolder(file);
        if (holder) throw new Locked(holder);
        rmSync(file, { force: true });
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function livingHolder(file: string): LockHolder | undefined {
  try {
    const { pid, started, note } = JSON.parse(readFileSync(file, 'utf8'));
    return started !== '' && startedAt(pid) === started ? { pid, note } : undefined;
  } catch {
    return undefined; // half written before a crash
  }
}

function releaseOwn(file: string): void {
  if (livingHolder(file)?.pid === process.pid) rmSync(file, { force: true });
}
