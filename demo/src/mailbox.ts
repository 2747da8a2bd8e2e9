import { until } from './until.ts';

export interface Mail {
  id: string;
  subject: string;
  messageId: string | null;
  date: string | null;
  receivedAt: string;
  to: { address: string }[];
  text: string;
  attachments: { filename: string; contentType: string; url: string }[];
}

/** Reads what the mail catcher caught. */
export interface Mailbox {
  of(address: string): Promise<Mail[]>;
  /** Waits for a mail that is what one looks for, and gives it. */
  find(what: string, address: string, fits: (mail: Mail) => boolean): Promise<Mail>;
  /** The bytes of an attachment. */
  open(attachment: { url: string }): Promise<Buffer>;
}

export function openMailbox(mailUrl: string, within: number): Mailbox {
  async function of(address: string): Promise<Mail[]> {
    const answer = await fetch(new URL(`/messages?limit=500&to=${encodeURIComponent(address)}`, mailUrl));
    return ((await answer.json()) as { items: Mail[] }).items;
  }
  return {
    of,
    find: (what, address, fits) =>
      until(`the mail ${what} to ${address}`, async () => (await of(address)).find(fits), within),
    async open({ url }) {
      const answer = await fetch(new URL(url, mailUrl));
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}
