import type { Outbox } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import type { Connection, mongo } from 'mongoose';

/** What a migration works with. */
export interface MigrationContext {
  connection: Connection;
  /** The service's database, by the driver. */
  db: mongo.Db;
  /** State and what is told of it, together. */
  transaction: Outbox['transaction'];
  newId: () => string;
  clock: () => Date;
  logger: Logger;
  /** When it is gone through once more: only what was stored since then can be of the old form. Null the first time. */
  since: Date | null;
  /** Says that a document stays as it is and staff decide: in the log, and counted. */
  leave: (id: string, why: string) => void;
}

/** Where a step ended, and how many documents it changed. */
export interface Step {
  /** Null when there is nothing more to do. */
  next: string | null;
  changed: number;
}

/** A change of what is stored, made once per service, by one copy, in steps. */
export interface Migration {
  /** Never changed once it was released: by it the database knows that it was made. */
  id: string;
  /** For the log: what it makes of what. */
  what: string;
  /**
   * Does some seconds' work at most, from where the step before ended (null at the beginning). May be repeated at any time, after
   * a kill or for what copies of the version before wrote meanwhile: what is as it should be stays as it is.
   */
  step(after: string | null, context: MigrationContext): Promise<Step>;
}
