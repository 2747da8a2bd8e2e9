import type { SendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { BounceReason } from './addresses/domain/bounce.ts';

/** The mail that bounced; a newsletter is no message of anybody. */
export interface BouncedMail {
  email: string;
  messageId: string | null;
  template: SendMessage['template'] | null;
  accountId: string | null;
  organisationId: string | null;
}

/** What whoever sends mails learns and tells of the addresses that they go to. */
export interface Mailboxes {
  /** What is known of an address that mails bounce at; null of any other. */
  bounces(email: string): Promise<{ why: BounceReason; times: number } | null>;
  /**
   * Marks the address and tells it.
   * @param keep what else is noted of the mail, in the same transaction
   */
  bounced(mail: BouncedMail, why: BounceReason, keep?: (tx: Tx) => Promise<void>): Promise<void>;
  /** A mail was taken there: what was marked is so no more. */
  arrived(email: string): Promise<void>;
}
