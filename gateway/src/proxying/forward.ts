import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Copy, Upstream } from './copies.ts';
import { answeredHeaders } from './headers.ts';

/** What is sent on: as it comes, or as it was kept to be sent once more. */
export type Body = 'as it comes' | Buffer | null;

export interface Sent {
  request: IncomingMessage;
  response: ServerResponse;
  headers: string[];
  body: Body;
}

/**
 * Sends a request on and streams the answer back, in both directions with back-pressure and without buffering.
 * @param onFailure called once when the copy could not be reached or broke off before it answered
 */
export function forward(
  to: { upstream: Upstream; copy: Copy },
  { request, response, headers, body }: Sent,
  onFailure: (error: Error) => void,
): void {
  const { upstream, copy } = to;
  let control: Dispatcher.DispatchController | undefined;
  let over = false;
  const fail = (error: Error) => {
    if (over) return;
    over = true;
    copy.waiting.delete(waiting);
    response.off('close', giveUp);
    upstream.noteFailure(copy, error);
    onFailure(error);
    control?.abort(error);
  };
  const giveUp = () => {
    if (over) return;
    over = true;
    copy.waiting.delete(waiting);
    control?.abort(new Error('the client went away'));
  };
  const waiting = { since: performance.now(), fail };
  response.on('close', giveUp);
  upstream.wait(copy, waiting);
  let hasStarted = false;
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(controller) {
      control = controller;
      if (over) controller.abort(new Error('nobody waits for this any more'));
    },
    onResponseStart(_controller, status, headers) {
      if (status < 200 || over) return;
      hasStarted = true;
      copy.waiting.delete(waiting);
      response.writeHead(status, answeredHeaders(headers));
    },
    onResponseData(controller, chunk) {
      if (over || response.write(chunk)) return;
      controller.pause();
      response.once('drain', () => controller.resume());
    },
    onResponseEnd() {
      if (over) return;
      over = true;
      response.end();
    },
    onResponseError(_controller, error) {
      if (!hasStarted) fail(error);
      else if (!over) {
        over = true;
        response.destroy(error);
      }
    },
  };
  try {
    copy.pool.dispatch(
      {
        path: request.url ?? '/',
        method: request.method as Dispatcher.HttpMethod,
        headers,
        body: body === 'as it comes' ? bodyOf(request) : body,
      },
      handler,
    );
  } catch (error) {
    fail(error as Error);
  }
}

/**
 * What the client sends, as a stream of its own: the pool destroys the body of a request that was answered before it had
 * all of it, and the client's connection must outlive that, to bring the answer.
 */
function bodyOf(request: IncomingMessage): Readable {
  const body = new PassThrough();
  body.on('error', () => undefined);
  request.on('error', (error) => body.destroy(error));
  request.pipe(body);
  // after the listener of pipe(), which stops the flow
  body.on('close', () => request.resume());
  return body;
}
