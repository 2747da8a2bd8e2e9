import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isNameless, messageTemplates, type SendMessage, sendMessage } from '@leerhuis/contracts';
import { type Locale, locales } from '@leerhuis/language';
import { renderMessage } from './render-message.ts';
import { type Values, valuesOf } from './templates/values.ts';

const about = { sender: 'Leerhuis', colour: '#0b5c63', timeZone: 'Europe/Brussels', masked: false };
const message = (template: SendMessage['template'], more: Partial<SendMessage> = {}): SendMessage => ({
  recipient: { accountId: null, email: 'zoe@example.com', name: 'Zoë Kovačić', locale: 'nl' },
  template,
  data: {},
  secrets: {},
  attachments: [],
  ...more,
});
const to = (locale: Locale) => ({ accountId: null, email: 'zoe@example.com', name: 'Zoë Kovačić', locale });

describe('a message', () => {
  it.each(messageTemplates)('%s has a text of its own in each language, also when values are missing', (template) => {
    const written = locales.map((locale) => renderMessage(message(template, { recipient: to(locale) }), about));
    expect(new Set(written.map(({ subject }) => subject)).size).toBe(3);
    for (const { subject, text, html } of written) {
      expect(subject).not.toBe('');
      expect(text.includes('Zoë Kovačić')).toBe(!isNameless(template));
      expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|Invalid/);
    }
  });

  it.each(messageTemplates.filter(isNameless))('%s carries nothing that a stranger typed', (template) => {
    const typed = 'https://evil.example/win';
    const recipient = { ...to('nl'), name: typed };
    const data = { firstName: typed, lastName: typed, name: typed, loginUrl: 'https://leerhuis.example' };
    const { subject, text, html } = renderMessage(message(template, { recipient, data }), about);
    expect(`${subject}${text}${html}`).not.toContain('evil');
    expect(text).toMatch(/^Dag,\n/);
  });

  it.each([
    ['nl', 'U klikte 0 van de 6 aandachtscontroles aan.'],
    ['fr', 'Vous avez cliqué sur 0 des 6 contrôles d’attention.'],
    ['en', 'You clicked 0 of 6 attention checks.'],
  ] as const)('says in %s how many attention checks were clicked of how many (V-19)', (locale, sentence) => {
    const data = { lacksChecks: true, checksDone: 0, checksTotal: 6 };
    expect(renderMessage(message('attest-next', { data, recipient: to(locale) }), about).text).toContain(sentence);
    const before = { lacksChecks: true };
    expect(renderMessage(message('attest-next', { data: before, recipient: to(locale) }), about).text).not.toMatch(
      /[06]/,
    );
  });

  it.each(['attest-ends', 'attest-next'] as const)('%s says in French what is clicked *on* (V-19)', (template) => {
    const data = { lacksChecks: true, checksDone: 0, checksTotal: 6 };
    const { text } = renderMessage(message(template, { data, recipient: to('fr') }), about);
    expect(text).toContain('Cliquez sur les contrôles d’attention encore ouverts');
    expect(text).not.toMatch(/cliqu\S+ (?!sur )/i);
  });

  it('fits a phone: a bare address is broken anywhere', () => {
    const secrets = { link: `https://leerhuis.example/${'a'.repeat(120)}` };
    const { html } = renderMessage(message('newsletter-confirm', { secrets }), about);
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html).toMatch(/<body style="[^"]*overflow-wrap:anywhere/);
  });

  it.each(['attest-ends', 'attest-next'] as const)(
    '%s leads to the site, and says how much was watched (V-24)',
    (template) => {
      const data = { lacksWatching: true, watchedPercent: 40, watchPercent: 80, loginUrl: 'https://leerhuis.example' };
      const said = {
        nl: [
          'Naar mijn cursussen: https://leerhuis.example',
          'Tot nu toe bekeek u minstens 40 % van de 80 % die nodig is.',
        ],
        fr: ['Vers mes cours : https://leerhuis.example', 'Vous en avez regardé au moins 40 % ; il en faut 80 %.'],
        en: ['To my courses: https://leerhuis.example', 'So far you watched at least 40% of the 80% that is needed.'],
      };
      for (const locale of locales) {
        const { text } = renderMessage(message(template, { data, recipient: to(locale) }), about);
        for (const sentence of said[locale]) expect(text.replaceAll('\u00a0', ' ')).toContain(sentence);
        const before = renderMessage(
          message(template, { data: { lacksWatching: true }, recipient: to(locale) }),
          about,
        );
        expect(before.text).not.toMatch(/%|mijn cursussen|Vers mes cours|To my/);
      }
    },
  );

  it('says until when hours and attests last, and what lacks', () => {
    const lapse = { packageTitle: 'EDUC 10', minutes: 450, lapsesAt: '2026-04-30T21:59:59.999Z' };
    const credit = renderMessage(message('credit-lapses', { data: lapse }), about);
    expect(credit.subject).toBe('Uw uren vervallen na 30 april 2026');
    const ends = { courseTitle: 'Bail', attestUntil: '2026-12-31', lacksTest: true, lacksWatching: false };
    const attest = renderMessage(message('attest-ends', { data: ends, recipient: to('en') }), about);
    expect(attest.text).toContain('This is still missing:');
    expect(attest.text).toContain('Pass the final test.');
    expect(attest.text).not.toContain('Watch what');
  });

  it('shows money, days and hours as people write them in their language', () => {
    const data = {
      number: 'PF-2026-000123',
      totalCents: 131_285,
      dueDate: '2026-04-01',
      structuredCommunication: '+++010/8068/17183+++',
      iban: 'BE71096123456769',
    };
    const dutch = renderMessage(message('pro-forma', { data }), about);
    expect(dutch.subject).toBe('Pro-formafactuur PF-2026-000123');
    expect(dutch.text.replaceAll('\u00a0', ' ')).toContain('Totaal: € 1.312,85');
    expect(dutch.text).toContain('Te betalen tegen: 1 april 2026');
    expect(dutch.text).toContain('Mededeling: +++010/8068/17183+++');
    const credit = { packageTitle: 'EDUC 10', minutes: 630, expiresAt: '2029-03-31T22:30:00.000Z' };
    const french = renderMessage(message('credit-granted', { data: credit, recipient: to('fr') }), about);
    expect(french.text).toContain('Heures\u00a0: 10 h 30');
    // half past midnight in Brussels: the next day there
    expect(french.text).toContain('1er avril 2029');
  });

  it.each([
    ['nl', 'Verbeterd antwoord op', 'Het antwoord is verbeterd.'],
    ['fr', 'Réponse corrigée à', 'La réponse a été corrigée.'],
    ['en', 'Corrected answer to', 'The answer was corrected.'],
  ] as const)('says in %s that an answer was corrected (V-22)', (locale, subject, text) => {
    const data = { courseTitle: 'Huurrecht', question: 'Waarom?', answer: 'Daarom.' };
    const written = (isCorrection: boolean) =>
      renderMessage(message('question-answered', { data: { ...data, isCorrection }, recipient: to(locale) }), about);
    expect(written(true).subject).toContain(subject);
    expect(written(true).text).toContain(text);
    expect(written(false).subject).not.toContain(subject);
    expect(written(false).text).not.toContain(text);
  });

  it('escapes whatever people wrote, and makes links of web addresses only', () => {
    const evil = '<img src=x onerror="alert(1)">\nBcc: others@example.com';
    const data = { courseTitle: evil, question: evil, learnerName: evil };
    const secrets = { link: 'javascript:alert(1)' };
    const { subject, html, text } = renderMessage(message('question-to-teacher', { data, secrets }), about);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('href=');
    expect(subject).not.toContain('\n');
    expect(text).toContain(evil);
  });

  it.each(['confirm-email', 'reset-password', 'question-to-teacher'] as const)(
    '%s has its secret link in the mail, and not in the copy that is kept',
    (template) => {
      const link = 'http://localhost:8080/account/confirm/secret-token';
      const secret = message(template, { secrets: { link } });
      const sent = renderMessage(secret, about);
      expect(sent.text).toContain(link);
      expect(sent.html).toContain(`href="${link}"`);
      const kept = renderMessage(secret, { ...about, masked: true });
      expect(`${kept.subject}${kept.text}${kept.html}`).not.toContain('secret-token');
      expect(kept.text).toContain('deze link stond alleen in de e-mail');
    },
  );
});

const samples = new URL('../../../../libs/contracts/samples/', import.meta.url);
const sampleNames = readdirSync(samples).filter((name) => name.startsWith('notifications.send-message.'));

describe('a message of any version', () => {
  it('has a sample for each template, and those of before', () => {
    for (const template of messageTemplates)
      expect(sampleNames).toEqual(expect.arrayContaining([`notifications.send-message.${template}.json`]));
    expect(sampleNames.filter((name) => name.includes('.before-typed.'))).toHaveLength(21);
  });

  it.each(sampleNames)('%s is worded in each language', (name) => {
    const sample = sendMessage.reads.parse(JSON.parse(readFileSync(new URL(name, samples), 'utf8')));
    const written = locales.map((locale) =>
      renderMessage({ ...sample, recipient: { ...sample.recipient, locale } }, about),
    );
    expect(new Set(written.map(({ subject }) => subject)).size).toBe(3);
    for (const { subject, text, html } of written) {
      expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|Invalid/);
      const { courseTitle = '', question = '', answer = '' } = sample.data;
      for (const said of [courseTitle, question, answer]) expect(text).toContain(said);
    }
  });

  it.each(sampleNames)('%s has days, lengths and signs as people write them, and one salutation', (name) => {
    const sample = sendMessage.reads.parse(JSON.parse(readFileSync(new URL(name, samples), 'utf8')));
    for (const locale of locales) {
      const { subject, text } = renderMessage({ ...sample, recipient: { ...sample.recipient, locale } }, about);
      const theirs = Object.values({ ...sample.secrets, ...sample.data }).filter(
        (value) => typeof value === 'string' && /\D/.test(value),
      );
      const said = theirs.reduce<string>((rest, value) => rest.replaceAll(String(value), ''), `${subject}\n${text}`);
      expect(said).not.toMatch(/\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}/);
      expect(said).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
      expect(said).not.toMatch(/\b(minuten|minutes)\b|\d h 00|\d u 00/);
      const greeted = isNameless(sample.template) || sample.recipient.name === '' ? '' : ` ${sample.recipient.name}`;
      expect(text.split('\n')[0]).toBe(`${{ nl: 'Dag', fr: 'Bonjour', en: 'Hello' }[locale]}${greeted},`);
      if (locale === 'nl') expect(said).not.toMatch(/(?<!\p{L})(je|jij|jouw|jullie)(?!\p{L})|\d h\b/iu);
      if (locale === 'fr') {
        expect(said).not.toMatch(/[^\u00a0][:;?!»]|«[^\u00a0]/);
        expect(said).not.toMatch(/(?<!\p{L})(tu|ton|tes|toi)(?!\p{L})/iu);
      }
    }
  });

  it('is worded with values that its template has, or it does not compile', () => {
    const wrong = (v: Values<'test-passed'>) => [
      // @ts-expect-error no such value
      v.text('number'),
      // @ts-expect-error a moment, not a text
      v.text('passedAt'),
      // @ts-expect-error no such secret
      v.secret('link'),
    ];
    const sample = message('test-passed');
    expect(wrong(valuesOf({ ...sample, template: 'test-passed' }, { ...about, locale: 'nl' }))).toEqual(['', '', null]);
  });
});
