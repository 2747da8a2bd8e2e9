import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError } from './config.ts';
import { type Clock, idsBy, newId } from './ids.ts';
import type { StopList } from './stop-list.ts';

/** The time that rules, tokens, due dates and timers read. */
export interface Time {
  now: Clock;
  newId: () => string;
  /** Called when time was moved and all parts know: whatever waits for a moment looks whether it has come. */
  onMoved(look: () => void): void;
}

/** How much later it is than really, as the launcher tells it. */
interface Shift {
  /** Of the shift: higher whenever something was moved, or everybody is to look. */
  version: number;
  offsetMs: number;
  /** Version at which all parts knew of the latest move. */
  lookAt: number;
}

const answerWithinMs = 40_000;
const firstAnswerWithinMs = 10_000;
const againAfterMs = 250;
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/**
 * Time that the launcher may move forward, for trying out what lies months ahead; real time without `SHARED_CLOCK_URL`.
 * Follows it by one open request that is answered when time moves; whoever slept or was away has it with the next answer.
 * @throws ConfigError when the part can be reached from other machines, or the clock isn't on this one
 */
export async function openTime(
  name: string,
  settings: { SHARED_CLOCK_URL?: string | undefined; HOST: string },
  stops: StopList,
): Promise<Time> {
  const { SHARED_CLOCK_URL: url, HOST: host } = settings;
  if (url === undefined) return { now: () => new Date(), newId, onMoved: () => {} };
  demandLoopback(url, host);

  const stopping = new AbortController();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const looks: (() => void)[] = [];
  let known: Shift = { version: -1, offsetMs: 0, lookAt: 0 };

  const ask = async () => {
    const query = new URLSearchParams({ known: `${known.version}`, follower: `${name} ${process.pid}` });
    return readShift(await get(`${url}/shift?${query}`, agent, stopping.signal));
  };
  const take = (shift: Shift) => {
    const isToLook = known.version >= 0 && shift.lookAt > known.lookAt;
    // a clock never goes back, whoever says so
    known = { ...shift, offsetMs: Math.max(known.offsetMs, shift.offsetMs) };
    if (isToLook) for (const look of looks) look();
  };
  const follow = async () => {
    while (!stopping.signal.aborted) {
      try {
        take(await ask());
      } catch {
        await pause(againAfterMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  };

  take(await firstAnswer(ask, url));
  void follow();
  stops.add('shared clock', () => {
    stopping.abort();
    agent.destroy();
  });
  const now = () => new Date(Date.now() + known.offsetMs);
  return { now, newId: idsBy(now), onMoved: (look) => void looks.push(look) };
}

/** Whoever could move the time of a system that others reach would make its tokens last for ever. */
function demandLoopback(url: string, host: string): void {
  const of = (text: string) => (URL.canParse(text) ? new URL(text).hostname : '');
  if (!loopback.test(of(url))) throw refused('is not on this machine (127.0.0.1, ::1, localhost)');
  if (!loopback.test(host)) throw refused('is for parts that listen on this machine only: HOST is another address');
}

const refused = (why: string) => new ConfigError(`bad configuration; SHARED_CLOCK_URL ${why}`);

/** A part that began with the wrong time would have to go back. */
async function firstAnswer(ask: () => Promise<Shift>, url: string): Promise<Shift> {
  const end = performance.now() + firstAnswerWithinMs;
  for (;;) {
    try {
      return await ask();
    } catch (cause) {
      if (performance.now() > end) throw new Error(`the shared clock at ${url} does not answer`, { cause });
      await pause(againAfterMs);
    }
  }
}

/** By node's own client, for an open request is nothing that traces should tell of. */
function get(url: string, agent: Agent, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent, signal }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('error', reject);
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(text) : reject(new Error(`shared clock: HTTP ${answer.statusCode}`)),
      );
    });
    asking.setTimeout(answerWithinMs, () => asking.destroy(new Error('the shared clock is silent')));
    asking.on('error', reject);
    asking.end();
  });
}

function readShift(text: string): Shift {
  const { version, offsetMs, lookAt } = JSON.parse(text) as Shift;
  if (![version, offsetMs, lookAt].every(Number.isSafeInteger)) throw new Error('shared clock: no shift in the answer');
  return { version, offsetMs, lookAt };
}
