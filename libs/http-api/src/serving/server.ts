import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Server as NetServer } from 'node:net';
import type { Express } from 'express';
import { Problem } from '../answering/problem.ts';
import { problemAnswer } from '../answering/problem-answer.ts';
import { Crowd } from './crowd.ts';

export interface Listening {
  port: number;
  /** Stops accepting, finishes what is in flight, then ends the connections. */
  close(): Promise<void>;
}

/**
 * A server for the app whose requests and responses have the app's prototypes from the start. Express would set them on
 * each, which makes V8 forget their shape and costs half the throughput. `before` may take requests away from the app.
 */
export function createAppServer(
  app: Express,
  before?: (req: IncomingMessage, res: ServerResponse) => boolean,
  lingerMs = 30_000,
): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse<AppRequest> {}
  Object.setPrototypeOf(AppRequest.prototype, app.request);
  Object.setPrototypeOf(AppResponse.prototype, app.response);
  // Express compares with these, finds them set, and leaves the objects alone
  app.request = AppRequest.prototype as Express['request'];
  app.response = AppResponse.prototype as unknown as Express['response'];

  const server = createServer(
    {
      IncomingMessage: AppRequest,
      ServerResponse: AppResponse,
      headersTimeout: 10_000,
      // 64 MB at 900 kbit/s; a body of which nothing comes is given up long before
      requestTimeout: 600_000,
      // a header that must come once is then seen to have come twice, instead of the second being forgotten
      joinDuplicateHeaders: true,
      // refused below, with words
      requireHostHeader: false,
      // how often these two are looked at; node's 30 s would give a slow client four times what it may take
      connectionsCheckingInterval: 2_500,
      // longer than the gateway keeps idle connections, so that it is the one to close them
      keepAliveTimeout: 65_000,
    },
    (req, res) => {
      endWhenAnswered(req, res, lingerMs);
      if (req.url?.charCodeAt(0) !== slash) req.url = originForm(req.url ?? '/');
      // RFC 9112 section 3.2: two Hosts, or none that can be one; who checks the one and serves the other is deceived
      if (!hasOneHost(req)) refuseHost(res);
      else if (!before?.(req, res)) app(req, res);
    },
  );
  server.on('clientError', refuseMalformed);
  return server;
}

/** Who still sends when it has its answer is read for so long: it would not see the answer otherwise (RFC 9112 section 9.6). */
function endWhenAnswered(req: IncomingMessage, res: ServerResponse, lingerMs: number): void {
  res.once('finish', () => {
    if (req.complete) return;
    const timer = setTimeout(() => req.socket.destroy(), lingerMs);
    req.once('close', () => clearTimeout(timer));
  });
}

const slash = '/'.charCodeAt(0);

/** The target as it is written to a server itself: `http://host/path` (RFC 9112 section 3.2.2) means `/path`. */
function originForm(target: string): string {
  const rest = /^https?:\/\/[^/?#]*(.*)$/is.exec(target)?.[1];
  if (rest === undefined) return target;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

function hasOneHost({ headers: { host }, httpVersionMajor, httpVersionMinor }: IncomingMessage): boolean {
  if (host === undefined) return httpVersionMajor === 1 && httpVersionMinor === 0;
  return !host.includes(',');
}

function refuseHost(res: ServerResponse): void {
  const { headers = {}, body } = problemAnswer(new Problem(400, 'malformed-http'), 'nl');
  const json = JSON.stringify(body);
  res.writeHead(400, { ...headers, 'Content-Length': Buffer.byteLength(json), Connection: 'close' }).end(json);
}
const malformed = { status: 400, slug: 'malformed-http', line: 'Bad Request' };
const refusals: Record<string, typeof malformed> = {
  HPE_HEADER_OVERFLOW: { status: 431, slug: 'malformed-http', line: 'Request Header Fields Too Large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, slug: 'too-slow', line: 'Request Timeout' },
};

/** What isn't HTTP never gets as far as the app. */
function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  // a connection that was opened ahead and on which nobody asked anything: the answer would be taken for that of the first request
  const isUnused = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0;
  if (!socket.writable || error.code === 'ECONNRESET' || isUnused) {
    socket.destroy();
    return;
  }
  const { status, slug, line } = refusals[error.code ?? ''] ?? malformed;
  const { headers = {}, body } = problemAnswer(new Problem(status, slug), 'nl');
  const json = JSON.stringify(body);
  const lines = Object.entries({ ...headers, 'Content-Length': String(Buffer.byteLength(json)), Connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${String(value)}`).join('\r\n');
  socket.end(`HTTP/1.1 ${status} ${line}\r\n${head}\r\n\r\n${json}`);
}

/** Clients that just sent a request over an idle connection must still get their answer. */
const idleGraceMs = 300;

/** Listens, and stops in such an order that no request that was sent goes unanswered. */
export async function listenOn(server: Server, port: number, host: string): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const inFlight = new Crowd<ServerResponse>();
  let stopping = false;
  server.prependListener('request', (_req: IncomingMessage, res: ServerResponse) => {
    res.once('close', inFlight.add(res));
    // answers then tell the client to close, too
    if (stopping) res.shouldKeepAlive = false;
  });

  async function stop(): Promise<void> {
    stopping = true;
    for (const res of inFlight.all()) res.shouldKeepAlive = false;
    const ended = new Promise<void>((resolve) => {
      server.once('close', () => resolve());
    });
    // only stops accepting; http's own close() would cut idle connections at once, also under a request just sent
    NetServer.prototype.close.call(server);
    const timer = setInterval(() => server.closeIdleConnections(), idleGraceMs);
    await ended;
    clearInterval(timer);
  }

  let stopped: Promise<void> | undefined;
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
