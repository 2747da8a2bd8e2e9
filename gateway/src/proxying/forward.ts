import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Copy, Lane, Upstream } from './copies.ts';
import { answeredHeaders } from './headers.ts';

/** What is sent on: a whole body, or what came first of one that is sent on as it comes. */
export type Body = Buffer | { first: Buffer } | null;

export interface Sent {
  request: IncomingMessage;
  response: ServerResponse;
  headers: string[];
  body: Body;
  lane: Lane;
  /** Whether what comes may be kept for a reader who takes it slowly. */
  mayKeep: () => boolean;
}

/**
 * Sends a request on and streams the answer back, in both directions with back-pressure and without buffering
 * more than little. Gives its place among the copy's connections back when it is over.
 * @param onFailure called once when the copy could not be reached or broke off before it answered
 */
export function forward(
  to: { upstream: Upstream; copy: Copy },
  { request, response, headers, body, lane, mayKeep }: Sent,
  onFailure: (error: Error) => void,
): void {
  const { upstream, copy } = to;
  const { pool, places } = copy.lanes[lane];
  let hasLeft = false;
  const leave = () => {
    if (!hasLeft) places.giveBack();
    hasLeft = true;
  };
  let control: Dispatcher.DispatchController | undefined;
  let over = false;
  const fail = (error: Error) => {
    if (over) return;
    over = true;
    waitsNoMore();
    response.off('close', giveUp);
    upstream.noteFailure(copy, error);
    onFailure(error);
    control?.abort(error);
  };
  const giveUp = () => {
    if (over) return;
    over = true;
    waitsNoMore();
    control?.abort(new Error('the client went away'));
  };
  const waitsNoMore = upstream.wait(copy, { since: performance.now(), fail });
  response.on('close', giveUp);
  let hasStarted = false;
  let length = Number.NaN;
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(controller) {
      control = controller;
      if (over) controller.abort(new Error('nobody waits for this any more'));
    },
    onResponseStart(_controller, status, headers) {
      if (status < 200 || over) return;
      hasStarted = true;
      waitsNoMore();
      length = Number(headers['content-length']);
      response.writeHead(status, answeredHeaders(headers));
    },
    onResponseData(controller, chunk) {
      if (over || take(response, chunk, chunk.length === length) || mayKeep()) return;
      controller.pause();
      response.once('drain', () => controller.resume());
    },
    onResponseEnd() {
      leave();
      if (over) return;
      over = true;
      response.end();
    },
    onResponseError(_controller, error) {
      leave();
      if (!hasStarted) fail(error);
      else if (!over) {
        over = true;
        response.destroy(error);
      }
    },
  };
  try {
    pool.dispatch(
      {
        path: request.url ?? '/',
        method: request.method as Dispatcher.HttpMethod,
        headers,
        body: body && 'first' in body ? bodyOf(request, body.first) : body,
      },
      handler,
    );
  } catch (error) {
    leave();
    fail(error as Error);
  }
}

/** What node writes to a socket without asking for memory first. */
const atOnce = 15 * 1024;

/**
 * Gives a piece of the answer to its reader. A small answer that is here as a whole goes out in one write with its head: in two pieces
 * it would cost half as much again.
 * @returns false when the reader is slow
 */
function take(response: ServerResponse, chunk: Buffer, isWhole: boolean): boolean {
  if (!isWhole || chunk.length > atOnce) return response.write(chunk);
  // a head is joined with a text only; in latin1 each byte is a character
  const takesMore = response.write(chunk.toString('latin1'), 'latin1');
  response.uncork();
  return takesMore;
}

/**
 * What the client sends, as a stream of its own: the pool destroys the body of a request that was answered before it had
 * all of it, and the client's connection must outlive that, to bring the answer.
 */
function bodyOf(request: IncomingMessage, first: Buffer): Readable {
  const body = new PassThrough();
  body.on('error', () => undefined);
  request.on('error', (error) => body.destroy(error));
  if (first.length > 0) body.write(first);
  request.pipe(body);
  // after the listener of pipe(), which stops the flow
  body.on('close', () => request.resume());
  return body;
}
