import type { IncomingMessage } from 'node:http';
import { problem } from '../answering/problem.ts';
import { tooSlow } from '../answering/slow-clients.ts';
import { patience } from './patience.ts';

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

/** What most requests are smaller than; whoever sends so little has no reason to take long. */
export const smallBody = 100 * 1024;
/**
 * Collects the body.
 * @param withinMs a small one comes within this; of a large one something comes at least as often
 * @throws Problem 413 as soon as it is more than `limit` bytes. What is still on its way is read and forgotten: a client whose
 * connection was closed meanwhile would not see the answer. The server bounds that. Problem 408 when it
 * comes too slowly: who sends a byte now and again would be waited for without end
 */
export function readBody(req: IncomingMessage, limit: number, withinMs: number): Promise<Buffer> {
  const announced = Number(req.headers['content-length'] ?? 0);
  if (announced > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const bytes = announced > smallBody ? wholeBuffer(announced) : pieces();
    const waiting = patience(withinMs, () => reject(tooSlow()));
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        bytes.forget();
        reject(tooLarge());
      } else bytes.add(chunk);
      if (size > smallBody) waiting.renew();
    });
    req.on('end', () => {
      waiting.end();
      resolve(bytes.whole());
    });
    req.on('error', (error) => reject(new RequestAborted('request failed', { cause: error })));
    req.on('close', () => {
      waiting.end();
      if (!req.complete) reject(new RequestAborted('request closed'));
    });
  });
}

interface Collected {
  add(chunk: Buffer): void;
  forget(): void;
  whole(): Buffer;
}

function pieces(): Collected {
  const chunks: Buffer[] = [];
  return {
    add: (chunk) => void chunks.push(chunk),
    forget: () => void chunks.splice(0),
    whole: () => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
  };
}

/** For large ones: pieces that are joined in the end are there twice. */
function wholeBuffer(length: number): Collected {
  let bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  return {
    add: (chunk) => {
      filled += chunk.copy(bytes, filled);
    },
    forget: () => {
      bytes = Buffer.alloc(0);
    },
    whole: () => bytes.subarray(0, filled),
  };
}

const tooLarge = () => problem(413, 'too-large');
