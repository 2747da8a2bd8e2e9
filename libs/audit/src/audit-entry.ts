/** A flat picture of what was changed: names of fields and their values. Secrets are left out by who notes it. */
export type AuditedFields = Record<string, string | number | boolean | null>;

/** Who did what to what, what it was before and after, and why. */
export interface AuditNote {
  /** An account's id, or the name of a process: `orders`, `provider` for the payment provider. */
  by: string;
  /** Dotted English, e.g. `order.payment-received`. */
  action: string;
  /** Id, code or name of what was changed. */
  subject: string;
  /** Null when it was not there before. */
  before?: AuditedFields | null;
  /** Null when it is no longer there. */
  after?: AuditedFields | null;
  /** In the words of who did it. */
  reason?: string | null;
}

/** A note as it is kept: never changed, never removed. */
export type AuditEntry = Required<AuditNote> & { id: string; at: Date };
