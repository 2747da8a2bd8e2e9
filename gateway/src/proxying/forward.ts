import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';
import { answeredHeaders } from './headers.ts';

export interface Upstream {
  pool: Pool;
}

/** One pool of kept-alive connections to a service. */
export function upstream(url: string): Upstream {
  return {
    pool: new Pool(url, {
      connections: 128,
      pipelining: 1,
      connectTimeout: 2_000,
      headersTimeout: 35_000,
      bodyTimeout: 60_000,
      keepAliveTimeout: 4_000,
    }),
  };
}

/**
 * Sends a request on and streams the answer back, in both directions with back-pressure and without buffering.
 * @param onFailure called once when the service could not be reached or broke off before it answered
 */
export function forward(
  { pool }: Upstream,
  request: IncomingMessage,
  response: ServerResponse,
  headers: string[],
  onFailure: (error: Error) => void,
): void {
  let control: Dispatcher.DispatchController | undefined;
  let over = false;
  const giveUp = () => {
    if (over) return;
    over = true;
    control?.abort(new Error('the client went away'));
  };
  response.on('close', giveUp);
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(controller) {
      control = controller;
      if (over) controller.abort(new Error('the client went away'));
    },
    onResponseStart(_controller, status, headers) {
      if (status >= 200) response.writeHead(status, answeredHeaders(headers));
    },
    onResponseData(controller, chunk) {
      if (response.write(chunk)) return;
      controller.pause();
      response.once('drain', () => controller.resume());
    },
    onResponseEnd() {
      over = true;
      response.end();
    },
    onResponseError(_controller, error) {
      const wasOver = over;
      over = true;
      if (response.headersSent) response.destroy(error);
      else if (!wasOver) onFailure(error);
    },
  };
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  try {
    pool.dispatch(
      {
        path: request.url ?? '/',
        method: request.method as Dispatcher.HttpMethod,
        headers,
        body: hasBody ? bodyOf(request) : null,
      },
      handler,
    );
  } catch (error) {
    over = true;
    onFailure(error as Error);
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
