import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Mail, type MailOf, messageTemplates, type SendMessage, sendMessage } from '../index.ts';

const fileOf = (name: string) => new URL(`../../samples/notifications.send-message.${name}.json`, import.meta.url);
const sampleOf = (name: string): SendMessage => JSON.parse(readFileSync(fileOf(name), 'utf8')) as SendMessage;
const recipient = { accountId: null, email: 'zoe@example.com', name: 'Zoë', locale: 'nl' as const };

describe('a mail that is asked for', () => {
  it.each(messageTemplates)('%s has a sample that fits, with nothing in it that is not known', (template) => {
    const sample = sampleOf(template);
    expect(sample.template).toBe(template);
    expect(sendMessage.data.parse(sample)).toEqual(sample);
  });

  it.each(messageTemplates)('%s is refused when a value lacks or is of another kind', (template) => {
    const sample = sampleOf(template);
    for (const [name, value] of Object.entries(sample.data)) {
      const { [name]: _, ...others } = sample.data;
      expect(sendMessage.data.safeParse({ ...sample, data: others }).success).toBe(false);
      const wrong = typeof value === 'boolean' ? 'yes' : true;
      expect(sendMessage.data.safeParse({ ...sample, data: { ...others, [name]: wrong } }).success).toBe(false);
    }
    for (const name of Object.keys(sample.secrets))
      expect({ name, fits: sendMessage.data.safeParse({ ...sample, secrets: {} }).success }).toEqual({
        name,
        fits: false,
      });
  });

  it('needs neither secrets nor attachments where there are none', () => {
    const mail: Mail = { recipient, template: 'order-withdrawn', data: withdrawn };
    expect(sendMessage.data.parse(mail)).toEqual({ ...mail, secrets: {}, attachments: [] });
  });

  it('carries no name that a stranger may have typed', () => {
    const mail = { recipient, template: 'welcome', data: { loginUrl: 'https://leerhuis.example', firstName: 'Zoë' } };
    expect(sendMessage.data.safeParse(mail).success).toBe(false);
    const nameless = sendMessage.data.parse({ ...mail, recipient: { ...recipient, name: '' } });
    expect(nameless.data).toEqual({ loginUrl: 'https://leerhuis.example' });
  });

  it('does not compile without all that it needs', () => {
    // @ts-expect-error withdrawnAt lacks
    const lacksValue: MailOf<'order-withdrawn'>['data'] = { orderId: '1', number: 'PF-1' };
    // @ts-expect-error its link lacks
    const lacksSecret: Mail = { recipient: { ...recipient, name: '' }, template: 'reset-password', data: {} };
    // @ts-expect-error it goes to who may be a stranger
    const hasName: Mail = { recipient, template: 'email-taken', data: { loginUrl: 'https://leerhuis.example' } };
    // @ts-expect-error the document lacks
    const lacksAttachment: Mail = { recipient, template: 'invoice', data: invoice };
    expect([lacksValue, lacksSecret, hasName, lacksAttachment]).toHaveLength(4);
  });
});

/** Mails that there were before values had kinds; those that came later have no such form. */
const before = messageTemplates.filter((template) => existsSync(fileOf(`before-typed.${template}`)));

describe('a mail that an earlier version asked for', () => {
  it('has a sample for each kind of mail that there was', () => {
    expect(before).toHaveLength(21);
  });

  it.each(before)('%s is still read', (template) => {
    const sample = sampleOf(`before-typed.${template}`);
    expect(sendMessage.reads.parse(sample)).toEqual(sample);
  });
});

const withdrawn = { orderId: '1', number: 'PF-1', withdrawnAt: '2026-03-02T10:00:00.000Z' };
const invoice = {
  ...{ number: 'F-1', orderId: '1', issuedOn: '2026-03-02', totalCents: 12_100 },
  ...{ paidOn: '2026-03-02', proFormaNumber: 'PF-1' },
};
