import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Journal } from './journal.ts';
import { MollieError } from './mollie-error.ts';

interface Stored {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  at: number;
}

const keptMs = 3_600_000;

/** `Idempotency-Key`: the same call again within the hour gets the answer of the first; errors of the server are not kept. */
export function idempotency(options: {
  journal: Journal;
  records: Map<string, unknown[]>;
  clock: () => Date;
}): RequestHandler {
  const { journal, clock } = options;
  const answers = new Map((options.records.get('answer') ?? []).map((one) => [(one as Stored).id, one as Stored]));
  return (req, res, next) => {
    const id = req.get('idempotency-key');
    if (id === undefined || req.method === 'GET') return next();
    const request = JSON.stringify([req.method, req.originalUrl, req.body ?? null]);
    const fingerprint = createHash('sha256').update(request).digest('hex');
    const now = clock().getTime();
    const known = answers.get(id);
    if (known && now - known.at < keptMs) {
      if (known.fingerprint !== fingerprint) {
        throw new MollieError(422, 'The idempotency key was used with another request');
      }
      res.status(known.status).type('application/hal+json').set('Idempotent-Replayed', 'true').send(known.body);
      return;
    }
    const send = res.send.bind(res);
    res.send = (body: string) => {
      if (res.statusCode < 500 && res.statusCode !== 429) {
        const answer = { id, fingerprint, status: res.statusCode, body, at: now };
        journal.write('answer', answer);
        answers.set(id, answer);
        for (const [oldest, { at }] of answers) {
          if (now - at < keptMs) break;
          answers.delete(oldest);
        }
      }
      return send(body);
    };
    next();
  };
}
