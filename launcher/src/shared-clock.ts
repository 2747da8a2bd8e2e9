import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { CannotServe } from '@leerhuis/backing-services';
import { momentMeant } from './time-wish.ts';

/**
 * A clock that all parts share and that may be moved forward, to see what happens months ahead; on this machine only.
 * `GET /` tells the time, `POST /` with `{ "to": "+1d" }` moves it, `GET /shift` is how parts follow it.
 */
export interface SharedClock {
  url: string;
  now(): Date;
  /** Moves time, forward only; resolves when the parts know. @throws RangeError with one sentence for a wish that cannot be met */
  move(wish: string): Promise<Moved>;
  stop(): Promise<void>;
}

export interface Moved {
  now: string;
  /** How much later it is than really, in ms. */
  offsetMs: number;
  /** Parts that did not take the new time within two seconds: they sleep or are away, and take it when they wake. */
  awaited: string[];
}

/** Longest that a follower's request is kept open, shorter than the follower waits. */
const openMs = 25_000;
/** How long a move waits until all parts know, before they are told to look what became due. */
const knownWithinMs = 2_000;
/** A follower that was silent for longer than its request is kept open is gone, or sleeps. */
const forgottenMs = 2 * openMs;
const farthest = Date.parse('2200-01-01T00:00:00Z');

/** Whether this system was ever moved forward: without a shared clock its parts would live in the past of their own data. */
export function wasMoved(file: string): boolean {
  return keptOffset(file) > 0;
}

export async function startSharedClock(options: {
  file: string;
  port: number;
  timeZone: string;
}): Promise<SharedClock> {
  const { file, port, timeZone } = options;
  let offsetMs = keptOffset(file);
  let version = 0;
  let lookAt = 0;
  const waiting = new Set<() => void>();
  /** Follower → the version that it knows, and when it asked for more. */
  const followers = new Map<string, { knows: number; askedAt: number }>();

  const now = () => new Date(Date.now() + offsetMs);
  const shown = () => ({ now: now().toISOString(), offsetMs });
  const tell = () => {
    for (const answer of [...waiting]) answer();
  };
  const behind = () => {
    const recently = performance.now() - forgottenMs;
    for (const [name, { askedAt }] of followers) if (askedAt < recently) followers.delete(name);
    return [...followers].filter(([, { knows }]) => knows < version).map(([name]) => name);
  };

  async function move(wish: string): Promise<Moved> {
    const moment = momentMeant(wish, now(), timeZone);
    if (!moment) throw new RangeError(`"${wish}" is no time: +1d, +3y, +1mo2h, 2027-03-01 or 2027-03-01T06:00:00Z`);
    if (moment.getTime() < now().getTime())
      throw new RangeError(`Time moves forward only; it is ${now().toISOString()}.`);
    if (moment.getTime() > farthest) throw new RangeError('That is farther than anybody plans.');
    offsetMs += moment.getTime() - now().getTime();
    version += 1;
    keepOffset(file, offsetMs);
    tell();
    const end = performance.now() + knownWithinMs;
    while (behind().length > 0 && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    const awaited = behind();
    // only now: whoever looks what became due may ask another part, which has to know that it is later too
    version += 1;
    lookAt = version;
    tell();
    return { ...shown(), awaited };
  }

  function follow(query: URLSearchParams, response: ServerResponse): void {
    const knows = Number(query.get('known') ?? -1);
    const follower = query.get('follower') ?? 'somebody';
    followers.set(follower, { knows, askedAt: performance.now() });
    const answer = () => {
      clearTimeout(timer);
      waiting.delete(answer);
      if (!response.writableEnded) send(response, 200, { version, offsetMs, lookAt });
    };
    const timer = setTimeout(answer, openMs);
    response.on('close', () => {
      clearTimeout(timer);
      waiting.delete(answer);
      if (!response.writableFinished) followers.delete(follower);
    });
    // one that knows more than we do followed a clock that was stopped
    if (knows === version) waiting.add(answer);
    else answer();
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://clock');
    // a page of a browser on this machine may come here under another name, or post without asking
    if (!isLocal(request.headers.host)) return send(response, 403, { title: 'Only for this machine' });
    if (request.method === 'GET' && pathname === '/shift') return follow(searchParams, response);
    if (pathname !== '/') return send(response, 404, { title: 'There is no such thing here' });
    if (request.method === 'GET') return send(response, 200, shown());
    if (request.method !== 'POST') return send(response, 405, { title: 'GET and POST only' });
    if (!request.headers['content-type']?.startsWith('application/json'))
      return send(response, 415, { title: 'Send JSON: { "to": "+1d" }' });
    const { to } = JSON.parse((await buffer(request)).toString('utf8')) as { to?: unknown };
    send(response, 200, await move(String(to ?? '')));
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const isWish = error instanceof RangeError || error instanceof SyntaxError;
      send(response, isWish ? 400 : 500, { title: error instanceof Error ? error.message : 'That went wrong' });
    });
  });
  server.keepAliveTimeout = forgottenMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    now,
    move,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isLocal(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host ?? '');
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

function keptOffset(file: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 0;
  }
  const { offsetMs } = JSON.parse(text) as { offsetMs?: unknown };
  if (typeof offsetMs === 'number' && Number.isSafeInteger(offsetMs) && offsetMs >= 0) return offsetMs;
  throw new CannotServe(`${file} does not say how far the time was moved: begin anew with npm start -- --reset.`);
}

/** Written beside and renamed: a restarted system must not go back in time. */
function keepOffset(file: string, offsetMs: number): void {
  writeFileSync(`${file}.part`, `${JSON.stringify({ offsetMs })}\n`);
  renameSync(`${file}.part`, file);
}
