/** Why nothing arrives: the address is none, nobody has it, its mailbox is shut or full, or its domain takes no mail. */
export const bounceReasons = ['malformed', 'unknown', 'disabled', 'full', 'domain'] as const;
export type BounceReason = (typeof bounceReasons)[number];

/** What a mail server answered for good. */
export interface Refusal {
  /** That it answered to. */
  command: string | undefined;
  /** 5xx of RFC 5321. */
  code: number;
  /** Of RFC 3463, where it gave one. */
  status: string | null;
}

/** By the enhanced status: what it says of the address or the mailbox of who the mail is to. */
const byStatus: Record<string, BounceReason> = {
  '5.1.0': 'unknown',
  '5.1.1': 'unknown',
  '5.1.2': 'domain',
  '5.1.3': 'malformed',
  '5.1.4': 'unknown',
  '5.1.6': 'unknown',
  '5.1.10': 'domain',
  '5.2.0': 'disabled',
  '5.2.1': 'disabled',
  '5.2.2': 'full',
};

/** By the code alone, as an answer to `RCPT TO`. */
const byCode: Record<number, BounceReason> = {
  550: 'unknown',
  551: 'unknown',
  552: 'full',
  553: 'unknown',
  556: 'domain',
};

/**
 * Why nothing will arrive at the address; null when something else was refused: the sender, the mail's size or content, or us. A
 * server may take the address and refuse it after the whole mail, but without a status of it that says so it speaks of the mail.
 */
export function bounceOf({ command, code, status }: Refusal): BounceReason | null {
  if (command !== 'RCPT TO' && command !== 'DATA') return null;
  if (status !== null) return byStatus[status] ?? null;
  return command === 'RCPT TO' ? (byCode[code] ?? null) : null;
}

/** Mails that must have bounced before newsletters pass an address over: a server may be wrong for a day. */
const enough = 3;

/**
 * Whether newsletters pass the address over, until a mail arrives there. Mails that somebody waits for or owes are always tried:
 * they are few, each may be the one that arrives, and what happens to it is seen by who sent it. A full mailbox may have room tomorrow.
 */
export function isPassedOver({ why, times }: { why: BounceReason; times: number }): boolean {
  return why !== 'full' && times >= enough;
}
