import { randomUUID } from 'node:crypto';
import type { SendMessage } from '@leerhuis/contracts';
import type { Locale } from '@leerhuis/language';
import { config as mailConfig, startMailSandbox } from '@leerhuis/mail-sandbox';
import { createStopList, readConfig } from '@leerhuis/service-runtime';
import { httpClient, testLogger } from '@leerhuis/testkit';

interface CaughtMail {
  messageId: string;
  subject: string;
  text: string;
  html: string;
  from: { name: string; address: string };
  to: { name: string; address: string }[];
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; size: number }[];
}

/** A mail catcher of this test file's own. */
export interface MailCatcher {
  smtpUrl: string;
  to(address: string): Promise<CaughtMail[]>;
  all(): Promise<CaughtMail[]>;
  refuse(refuse: 'temporary' | 'permanent' | 'unwanted' | 'silent', to: string, count?: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startMailCatcher(): Promise<MailCatcher> {
  const stops = createStopList();
  const { port, smtpPort } = await startMailSandbox(readConfig(mailConfig, { PORT: '0', SMTP_PORT: '0' }), stops);
  const http = httpClient(`http://127.0.0.1:${port}`);
  const list = async (query: string) => (await http.get<{ items: CaughtMail[] }>(`/messages?${query}`)).body.items;
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    to: (address) => list(`to=${encodeURIComponent(address)}`),
    all: () => list('limit=500'),
    async refuse(refuse, to, count = 1) {
      await http.post('/behaviour', { refuse, to, count });
    },
    async stop() {
      await stops.run(5_000, testLogger);
    },
  };
}

/** Somebody nobody else writes to. */
export function newRecipient(locale: Locale = 'nl'): SendMessage['recipient'] & { accountId: string } {
  const accountId = randomUUID();
  return { accountId, email: `${accountId.slice(0, 8)}@example.com`, name: 'Zoë Kovačić', locale };
}

export function invoiceTo(recipient: SendMessage['recipient'], number = 'F-2026-1'): SendMessage {
  return {
    recipient,
    template: 'invoice',
    data: { number, totalCents: 12_100, paidOn: '2026-11-02', proFormaNumber: 'PF-2026-1' },
    secrets: {},
    attachments: [
      {
        filename: `${number}.pdf`,
        contentType: 'application/pdf',
        base64: Buffer.from('%PDF-1.7 not really').toString('base64'),
      },
    ],
  };
}
