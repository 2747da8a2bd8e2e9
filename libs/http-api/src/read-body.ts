import type { IncomingMessage } from 'node:http';
import { problem } from './problem.ts';

const units: Record<string, number> = { b: 1, kb: 1024, mb: 1024 * 1024 };

/** Bytes of a limit as routes write it: `'100kb'`, `'25mb'`. */
export function bytesOf(limit: string): number {
  const [, digits, unit] = /^(\d+)(b|kb|mb)$/.exec(limit) ?? [];
  if (digits === undefined || unit === undefined) throw new Error(`not a size: ${limit}`);
  return Number(digits) * (units[unit] ?? 1);
}

export function hasBody(req: IncomingMessage): boolean {
  const length = req.headers['content-length'];
  return req.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** The client went away before it had sent everything; there is nobody left to answer. */
export class RequestAborted extends Error {
  override readonly name = 'RequestAborted';
}

/**
 * Collects the body.
 * @throws Problem 413 as soon as it is more than `limit` bytes. What is still on its way is read and forgotten: a client whose
 * connection was closed meanwhile would not see the answer. The server's `requestTimeout` bounds that
 */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        chunks.length = 0;
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    req.on('error', (error) => reject(new RequestAborted('request failed', { cause: error })));
    req.on('close', () => {
      if (!req.complete) reject(new RequestAborted('request closed'));
    });
  });
}

const tooLarge = () => problem(413, 'too-large');
