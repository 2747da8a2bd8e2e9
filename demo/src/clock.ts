import { setTimeout } from 'node:timers/promises';
import { Wrong } from './api.ts';
import type { RunningSystem } from './running-system.ts';

type WithClock = Pick<RunningSystem, 'clockUrl'>;

export interface Moved {
  now: string;
  /** How much later it is than really, in ms. */
  offsetMs: number;
  /** Parts that sleep or are away, and have the new time when they wake. */
  awaited: string[];
}

/** What time it is for the system, which may be later than it really is. */
export async function timeOf({ clockUrl }: WithClock): Promise<Date> {
  if (clockUrl === undefined) return new Date();
  return new Date((await ask<{ now: string }>(clockUrl, {})).now);
}

/**
 * Moves the time of the running system forward, and returns when its parts know.
 * @param to `+1d`, `+3y`, `+1mo2h`, `2027-03-01`, `2027-03-01T06:00:00Z`
 * @throws Wrong when it cannot be moved, or not to there
 */
export async function moveTime({ clockUrl }: WithClock, to: string): Promise<Moved> {
  if (clockUrl === undefined)
    throw new Wrong('the time of this system cannot be moved: LEERHUIS_SHARED_CLOCK=true npm start');
  const headers = { 'content-type': 'application/json' };
  return ask<Moved>(clockUrl, { method: 'POST', headers, body: JSON.stringify({ to }) });
}

/** Lets so many seconds pass for the system: at once where its time can be moved, else by waiting. */
export async function letPass(system: WithClock, seconds: number): Promise<void> {
  if (system.clockUrl === undefined) await setTimeout(seconds * 1_000);
  else await moveTime(system, `+${seconds}s`);
}

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const body = (await answer.json()) as T & { title?: string };
  if (!answer.ok) throw new Wrong(body.title ?? `the clock gave ${answer.status}`);
  return body;
}
