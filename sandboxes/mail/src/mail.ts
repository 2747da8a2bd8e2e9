import PostalMime, { type Address } from 'postal-mime';

export interface Mailbox {
  name: string;
  address: string;
}

/** A mail without the contents of its attachments. */
export interface Mail {
  id: string;
  receivedAt: string;
  /** Bytes as it came. */
  size: number;
  messageId: string | null;
  from: Mailbox | null;
  to: Mailbox[];
  cc: Mailbox[];
  subject: string;
  date: string | null;
  text: string;
  html: string | null;
  /** Names in lower case; of a repeated header the last. */
  headers: Record<string, string>;
  attachments: MailAttachment[];
}

export interface MailAttachment {
  filename: string;
  contentType: string;
  size: number;
  url: string;
}

export async function parseMail(raw: Buffer, id: string, receivedAt: Date): Promise<Mail> {
  const email = await PostalMime.parse(raw);
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    size: raw.length,
    messageId: email.messageId ?? null,
    from: mailboxes(email.from ? [email.from] : [])[0] ?? null,
    to: mailboxes(email.to ?? []),
    cc: mailboxes(email.cc ?? []),
    subject: email.subject ?? '',
    date: email.date ?? null,
    text: email.text ?? '',
    html: email.html ?? null,
    headers: Object.fromEntries(email.headers.map(({ key, value }) => [key, value])),
    attachments: email.attachments.map((attachment, n) => ({
      filename: attachment.filename ?? `attachment-${n}`,
      contentType: attachment.mimeType,
      size: bytesOf(attachment.content).length,
      url: `/messages/${id}/attachments/${n}`,
    })),
  };
}

/** The bytes of the n-th attachment; null when there are fewer. */
export async function attachmentOf(
  raw: Buffer,
  n: number,
): Promise<{ filename: string; contentType: string; bytes: Buffer } | null> {
  const attachment = (await PostalMime.parse(raw)).attachments[n];
  if (!attachment) return null;
  const filename = attachment.filename ?? `attachment-${n}`;
  return { filename, contentType: attachment.mimeType, bytes: bytesOf(attachment.content) };
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
}

function mailboxes(addresses: Address[]): Mailbox[] {
  return addresses.flatMap((one) => (one.group ? one.group : [{ name: one.name, address: one.address }]));
}
