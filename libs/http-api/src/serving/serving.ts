import type { IncomingMessage } from 'node:http';
import type { MemberActor, TokenVerifier } from '@leerhuis/auth';
import type { Outbox } from '@leerhuis/outbox';
import type { Counter, Logger } from '@leerhuis/telemetry';
import type { Request } from 'express';
import type { Idempotency } from '../idempotency/idempotency.ts';
import type { OpenStreams } from './open-streams.ts';
import type { Places } from './places.ts';

/** How long slow clients are waited for, in ms. */
export interface Patience {
  /** For a small body; and for the next piece of a large one. */
  bodyMs: number;
  /** For a reader to take something of an answer. */
  readerMs: number;
}

export const usualPatience: Patience = { bodyMs: 10_000, readerMs: 30_000 };

/** What serving a request needs besides the request. */
export interface Serving {
  verifyToken: TokenVerifier;
  /** Who acts for an organisation, with what they may do now. @throws ActingEnded, AuthUnavailable */
  admit: (actor: MemberActor) => Promise<MemberActor>;
  outbox: Outbox | undefined;
  idempotency: Idempotency | undefined;
  logger: Logger;
  clock: () => Date;
  /** Asked when an answer is long in coming: throws, or gives false, when the database doesn't answer. */
  databaseAnswers: (() => Promise<boolean>) | undefined;
  /** The address of whoever asks. */
  addressOf: (req: IncomingMessage) => string;
  validateResponses: boolean;
  streams: OpenStreams;
  /** Large bodies being received and worked on. */
  largeBodies: Places;
  patience: Patience;
  slowClients: Counter<'reason'>;
  /** Counts, times and logs an answered request. `started` is a reading of performance.now(). */
  observe(req: Request, pattern: string, status: number, started: number): void;
}
