import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Answer, ok } from './answer.ts';
import { forTheWay } from './for-the-way.ts';

/**
 * Writes the answer. A stream that fails halfway ends the connection, for the status is gone already; resolves when
 * everything is handed over or the client went away.
 */
export async function sendAnswer(res: ServerResponse, answer: Answer, headOnly: boolean): Promise<void> {
  const { raw } = answer;
  if (raw === undefined || typeof raw === 'string' || Buffer.isBuffer(raw)) return sendWhole(res, answer, headOnly);
  setHeaders(res, answer);
  res.statusCode = answer.status;
  if (headOnly || res.destroyed) {
    if (typeof raw !== 'function') raw.destroy();
    res.end();
    return;
  }
  const stream: Readable = typeof raw === 'function' ? raw() : raw;
  await pipeline(stream, res);
}

/** Answers a read that is no route, such as the description of the routes. */
export async function sendRead(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void> {
  await sendAnswer(response, await forTheWay(ok(body), request.headers), request.method === 'HEAD');
}

function sendWhole(res: ServerResponse, answer: Answer, headOnly: boolean): void {
  const { status, body } = answer;
  setHeaders(res, answer);
  res.statusCode = status;
  const content = body === undefined ? answer.raw : JSON.stringify(body);
  if (content === undefined || typeof content === 'function') {
    if (status !== 204 && status !== 304 && !headOnly) res.setHeader('Content-Length', 0);
    res.end();
    return;
  }
  if (body !== undefined && !res.hasHeader('Content-Type')) {
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
  }
  res.setHeader('Content-Length', Buffer.byteLength(content as string | Buffer));
  res.end(headOnly ? undefined : content);
}

function setHeaders(res: ServerResponse, { headers }: Answer): void {
  if (!headers) return;
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) res.setHeader(name, value);
  }
}
