import type { LeaseDocument } from '@leerhuis/outbox';

/** How far a migration is, and who makes it. Times are the server's. */
export interface MigrationDoc extends LeaseDocument {
  /** Where the last step ended; null before the first one and after the last. */
  position: string | null;
  /** Documents changed so far. */
  changed: number;
  /** When its first step was begun. */
  startedAt: Date | null;
  doneAt: Date | null;
  /** When to go through it once more, for what copies of the version before wrote after it had passed; null when that is done. */
  againAt: Date | null;
}
