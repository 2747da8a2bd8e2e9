import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorities, type TlsDoor, tlsDoorTo } from '@leerhuis/testkit';
import { createMailer } from '../src/mailer.ts';
import { type MailCatcher, startMailCatcher } from './under-test.ts';

let mails: MailCatcher;
let door: TlsDoor;
beforeAll(async () => {
  mails = await startMailCatcher();
  const { hostname, port } = new URL(mails.smtpUrl);
  door = await tlsDoorTo(hostname, Number(port));
});
afterAll(async () => {
  await door.close();
  await mails.stop();
});

async function sent(to: string, options: { url?: string; ca?: string; demandTls?: boolean }): Promise<void> {
  const mailer = createMailer({
    url: `smtps://localhost:${door.port}`,
    from: 'info@leerhuis.example',
    patience: 10_000,
    ...options,
  });
  const text = { subject: 'Dag', text: 'Dag', html: '<p>Dag</p>' };
  const about = { jobId: to, date: new Date(), sender: 'Leerhuis', locale: 'nl', attachments: [] };
  try {
    await mailer.send({ ...text, ...about, to: { name: '', address: to } });
  } finally {
    mailer.close();
  }
}

describe('a mail server', () => {
  it('gets mails over TLS, by a certificate that our authority vouches for', async () => {
    await sent('sent@voorbeeld.be', { ca: authorities.ours });
    expect(await mails.to('sent@voorbeeld.be')).toHaveLength(1);
  });

  it.each([
    ['another authority vouches for it', { ca: authorities.other }],
    ['nobody that Node.js knows vouches for it', {}],
    ['TLS is demanded and it has none', { demandTls: true, url: 'plain' }],
  ])('gets none when %s', async (_, options) => {
    const url = 'url' in options ? { url: mails.smtpUrl } : {};
    await expect(sent('never@voorbeeld.be', { ...options, ...url })).rejects.toThrow();
    expect(await mails.to('never@voorbeeld.be')).toEqual([]);
  });
});
