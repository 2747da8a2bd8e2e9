import type { IncomingMessage } from 'node:http';
import type { TokenVerifier } from '@leerhuis/auth';
import type { Outbox } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import type { Request } from 'express';
import type { Idempotency } from './idempotency.ts';

/** What serving a request needs besides the request. */
export interface ApiParts {
  verifyToken: TokenVerifier;
  outbox: Outbox | undefined;
  idempotency: Idempotency | undefined;
  logger: Logger;
  clock: () => Date;
  /** Asked when an answer is long in coming: throws, or gives false, when the database doesn't answer. */
  databaseAnswers: (() => Promise<boolean>) | undefined;
  /** The address of whoever asks. */
  addressOf: (req: IncomingMessage) => string;
  validateResponses: boolean;
  /** Counts, times and logs an answered request. `started` is a reading of performance.now(). */
  observe(req: Request, pattern: string, status: number, started: number): void;
}
