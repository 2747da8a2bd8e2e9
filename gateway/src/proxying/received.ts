import type { IncomingMessage } from 'node:http';
import { patience, RequestAborted, smallBody, tooSlow, usualPatience } from '@leerhuis/http-api';
import type { Lane } from './copies.ts';
import type { Body } from './forward.ts';
import { hasBody } from './repeatable.ts';

export interface Received {
  body: Body;
  lane: Lane;
}

/** Videos and trailers: a player takes them as it plays. */
const played = /^\/api\/v1\/(media\/|courses\/[^/?]+\/trailer\b)/;

/** Of a request that has no body. */
export function bodyless(request: IncomingMessage): Received {
  return { body: null, lane: played.test(request.url ?? '') ? 'streams' : 'calls' };
}

/**
 * What a client sends, before anything is taken for it: a small body is here as a whole, so that who sends slowly holds no
 * connection to a service.
 * @throws Problem 408 when a small body takes too long; RequestAborted when the client goes away meanwhile
 */
export async function received(request: IncomingMessage, withinMs = usualPatience.bodyMs): Promise<Received> {
  if (!hasBody(request)) return bodyless(request);
  if (Number(request.headers['content-length'] ?? 0) > smallBody) {
    return { body: { first: Buffer.alloc(0) }, lane: 'streams' };
  }
  const { bytes, isWhole } = await firstOf(request, withinMs);
  return isWhole ? { body: bytes, lane: 'calls' } : { body: { first: bytes }, lane: 'streams' };
}

/** The body when it is small, else what came of it first. */
function firstOf(request: IncomingMessage, withinMs: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (then: () => void) => {
      waiting.end();
      request.off('data', take).off('end', end).off('close', gone);
      then();
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= smallBody) return;
      request.pause();
      settle(() => resolve({ bytes: Buffer.concat(chunks), isWhole: false }));
    };
    const end = () => settle(() => resolve({ bytes: Buffer.concat(chunks), isWhole: true }));
    const gone = () => settle(() => reject(new RequestAborted('request closed')));
    const waiting = patience(withinMs, () => settle(() => reject(tooSlow())));
    request.on('error', () => undefined);
    if (request.destroyed) gone();
    else request.on('data', take).on('end', end).on('close', gone);
  });
}
