import { request } from 'node:http';
import { request as requestByTls } from 'node:https';
import { Crowd, type Places, places } from '@leerhuis/http-api';
import { Pool } from 'undici';

/** Players, and who sends much, take their time: they have connections of their own, and never take those of calls. */
export type Lane = 'calls' | 'streams';

/** A request that waits for the first byte of its answer. */
export interface Waiting {
  since: number;
  /** Ends the wait. */
  fail(error: Error): void;
}

/** One running copy of a service. */
export interface Copy {
  url: string;
  /** Connections for what is answered at once, and others for what takes its time. */
  lanes: Record<Lane, { pool: Pool; places: Places }>;
  waiting: Crowd<Waiting>;
  /** Somebody looks every second how long the others have waited. */
  isWatched: boolean;
  /** What it is sent gets no answer at all: nothing is sent until it answers again. */
  isSilent: boolean;
  /** Others are asked first until then: it refused a connection or broke one off. */
  avoidUntil: number;
}

/** The copies of a service, asked in turn. */
export interface Upstream {
  copies: readonly Copy[];
  /** The copy to ask; null when none can answer now. */
  pick(except?: Copy): Copy | null;
  /** Notes that a request waits, until what this gives is called; the first wait starts the look-out for silence. */
  wait(copy: Copy, waiting: Waiting): () => void;
  /** Notes how a request to a copy failed. */
  noteFailure(copy: Copy, error: Error): void;
  close(): Promise<void>;
}

/** A copy from which nothing comes back. */
export class CopySilent extends Error {
  override readonly name = 'CopySilent';
}

/** How often the look-out looks, and a silent copy is asked again. */
const lookEveryMs = 1_000;
/** Whoever hasn't answered for so long is asked, over a connection of its own, whether it is there: a slow answer is no silence. */
const suspiciousAfterMs = 3_000;
const probeLimitMs = 2_000;
const avoidForMs = 1_000;

/**
 * Pools of kept-alive connections to the copies of a service. A copy that vanished without a word (its machine is gone, its
 * process stands still) is found out within some 6 s by the first request that waits for it, and costs no other request
 * anything until it answers again.
 */
export function upstream(urls: readonly string[], onChange: (url: string, isSilent: boolean) => void): Upstream {
  const copies = urls.map(copyAt);
  const timers = new Set<NodeJS.Timeout>();
  let turn = 0;

  function later(run: () => Promise<void>): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void run();
    }, lookEveryMs).unref();
    timers.add(timer);
  }

  async function lookOut(copy: Copy): Promise<void> {
    if (copy.waiting.size === 0) {
      copy.isWatched = false;
      return;
    }
    const suspicious = performance.now() - suspiciousAfterMs;
    if (copy.waiting.all().some(({ since }) => since < suspicious) && !(await answers(copy.url))) fallSilent(copy);
    later(() => lookOut(copy));
  }

  function fallSilent(copy: Copy): void {
    if (copy.isSilent) return;
    copy.isSilent = true;
    onChange(copy.url, true);
    for (const waiting of copy.waiting.all()) waiting.fail(new CopySilent(`nothing comes back from ${copy.url}`));
    later(() => listenAgain(copy));
  }

  async function listenAgain(copy: Copy): Promise<void> {
    if (!(await answers(copy.url))) return later(() => listenAgain(copy));
    copy.isSilent = false;
    onChange(copy.url, false);
  }

  return {
    copies,
    pick(except) {
      const [only] = copies;
      if (copies.length === 1) return only && !only.isSilent && only !== except ? only : null;
      const now = performance.now();
      turn += 1;
      let second: Copy | null = null;
      for (let step = 0; step < copies.length; step += 1) {
        const copy = copies[(turn + step) % copies.length] as Copy;
        if (copy.isSilent || copy === except) continue;
        if (copy.avoidUntil <= now) return copy;
        second ??= copy;
      }
      return second;
    },
    wait(copy, waiting) {
      if (!copy.isWatched) later(() => lookOut(copy));
      copy.isWatched = true;
      return copy.waiting.add(waiting);
    },
    noteFailure(copy, error) {
      if (codeOf(error) === 'UND_ERR_CONNECT_TIMEOUT') fallSilent(copy);
      else if (isDying(error)) copy.avoidUntil = performance.now() + avoidForMs;
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(copies.flatMap(({ lanes }) => Object.values(lanes).map(({ pool }) => pool.close())));
    },
  };
}

function copyAt(url: string): Copy {
  const lanes = { calls: laneTo(url), streams: laneTo(url) };
  return { url, lanes, waiting: new Crowd(), isWatched: false, isSilent: false, avoidUntil: 0 };
}

const connections = 128;

function laneTo(url: string) {
  const pool = new Pool(url, {
    connections,
    pipelining: 1,
    connectTimeout: 2_000,
    headersTimeout: 65_000,
    bodyTimeout: 60_000,
    keepAliveTimeout: 4_000,
  });
  return { pool, places: places(connections) };
}

/** Whether anything comes back from there within 2 s, be it a refusal: then it is not silent. */
function answers(url: string): Promise<boolean> {
  const ask = url.startsWith('https:') ? requestByTls : request;
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(probeLimitMs);
    const asked = ask(url, { method: 'OPTIONS', agent: false, signal }, (answer) => {
      answer.resume();
      resolve(true);
    });
    asked.on('error', () => resolve(!signal.aborted));
    asked.end();
  });
}

const dying = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'],
  ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'],
]);
const codeOf = (error: Error) => (error as NodeJS.ErrnoException).code ?? '';

/** Whether a request failed because of the copy that had it, so that another copy may do better. */
export function isDying(error: Error): boolean {
  return error instanceof CopySilent || dying.has(codeOf(error));
}
