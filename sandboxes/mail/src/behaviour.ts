import { z } from 'zod';

export const behaviourSchema = z.strictObject({
  refuse: z.enum(['temporary', 'permanent', 'unwanted', 'silent']).nullable(),
  /** Mails that are refused before all is well again. */
  count: z.int().min(1).max(1_000_000).default(1),
  /** Only mails to this address. */
  to: z.string().toLowerCase().optional(),
});
export type Refusal = z.output<typeof behaviourSchema>;

const refusals = {
  temporary: { code: 451, text: '4.3.0 Try again later' },
  permanent: { code: 550, text: '5.1.1 No such mailbox' },
  unwanted: { code: 554, text: '5.7.1 Looks unsolicited' },
};

export interface Reply {
  code: number;
  text: string;
}

const mailboxes: Record<string, Reply> = {
  bounce: { code: 550, text: '5.1.1 No such mailbox' },
  full: { code: 552, text: '5.2.2 The mailbox is full' },
  greylisted: { code: 450, text: '4.2.0 Try again later' },
};

/** What the server says to any mail to this address, of whichever domain: `bounce@…`, `bounce.an@…` and `bounce+1@…` are no mailboxes. */
export function replyOfMailbox(address: string): Reply | null {
  const [name] = address.toLowerCase().split(/[.+@-]/);
  return mailboxes[name ?? ''] ?? null;
}

/** What the catcher refuses on demand, so that retrying can be tested. */
export interface Behaviour {
  set(refusal: Refusal): void;
  get(): Refusal | null;
  /** The reply for a mail to these addresses; null when it is welcome, `silent` when it is taken and nothing is said. Counts down. */
  refusalFor(recipients: string[]): Reply | 'silent' | null;
}

export function createBehaviour(): Behaviour {
  let current: (Refusal & { refuse: NonNullable<Refusal['refuse']> }) | null = null;
  return {
    set(refusal) {
      const { refuse } = refusal;
      current = refuse === null ? null : { ...refusal, refuse };
    },
    get: () => current,
    refusalFor(recipients) {
      if (!current || (current.to !== undefined && !recipients.includes(current.to))) return null;
      const { refuse, count } = current;
      current = count > 1 ? { ...current, count: count - 1 } : null;
      if (refuse === 'silent') return refuse;
      return refusals[refuse];
    },
  };
}
