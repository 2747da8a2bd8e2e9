import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { sorted } from './mailer-errors.ts';

/** What a mail says. */
export interface LaidOut {
  subject: string;
  text: string;
  html: string;
}

export interface Mail extends LaidOut {
  /** The same job always gives the same Message-ID, so that mail programs show a repeated mail once. */
  jobId: string;
  date: Date;
  /** Name that stands before the sender's address. */
  sender: string;
  to: { name: string; address: string };
  /** Where answers go; to the sender unless told. */
  replyTo?: string;
  locale: string;
  attachments: { filename: string; contentType: string; content: Buffer }[];
  /** Of a newsletter: ends the subscription with one click in the mail program (RFC 8058). */
  unsubscribeUrl?: string;
}

export interface Mailer {
  /** Resolves when the mail server took it. @throws MailRefused, MailDelayed */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export function createMailer(options: {
  url: string;
  /** The authorities that alone may vouch for the server (PEM); those that Node.js knows unless told. */
  ca?: string | undefined;
  /** No plain connection, also where the URL is `smtp://`. */
  demandTls?: boolean;
  from: string;
  /** Connections at the same time, 5 unless told. */
  connections?: number;
  /** How long the server may take to answer, in ms. */
  patience: number;
}): Mailer {
  const transport = createTransport({
    url: options.url,
    requireTLS: options.demandTls ?? false,
    ...(options.ca !== undefined && { tls: { ca: options.ca } }),
    pool: true,
    // once, for connections that the server dropped while they were idle: of others nobody knows whether the mail was taken
    maxRequeues: 1,
    maxConnections: options.connections ?? 5,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: options.patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = options.from.split('@')[1] ?? 'localhost';
  return {
    async send({ jobId, date, sender, to, replyTo, subject, text, html, attachments, locale, unsubscribeUrl }) {
      const mail = {
        date,
        from: { name: sender, address: options.from },
        to,
        ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
        subject,
        text,
        html,
        attachments,
        messageId: messageIdOf(jobId, domain),
        headers: {
          'Content-Language': locale,
          'Auto-Submitted': 'auto-generated',
          ...(unsubscribeUrl !== undefined && {
            'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            Precedence: 'bulk',
          }),
        },
      };
      try {
        await transport.sendMail(mail);
      } catch (error) {
        throw sorted(error);
      }
    },
    close: () => transport.close(),
  };
}

function messageIdOf(jobId: string, domain: string): string {
  return `<${createHash('sha256').update(jobId).digest('hex').slice(0, 40)}@${domain}>`;
}
