import { colonFor, type Locale, spaced } from '@leerhuis/language';
import type { LaidOut } from '../mailer.ts';
import { labels } from './templates/labels.ts';
import type { Letter } from './templates/letter.ts';

const words = {
  nl: { hello: 'Dag', hidden: 'deze link stond alleen in de e-mail', regards: 'Met vriendelijke groet' },
  fr: { hello: 'Bonjour', hidden: 'ce lien figurait uniquement dans l’e-mail', regards: 'Cordialement' },
  en: { hello: 'Hello', hidden: 'this link was in the e-mail only', regards: 'Kind regards' },
};

/** Puts a letter between greeting and signature, as text and as HTML; everything in it is escaped. */
export function layOut(
  letter: Letter,
  about: { locale: Locale; addressee: string; sender: string; colour: string },
): LaidOut {
  const { locale, sender } = about;
  const { hello, hidden, regards } = words[locale];
  const facts = (letter.facts ?? []).filter(([, value]) => value !== '');
  const { button } = letter;
  const blocks = {
    greeting: about.addressee === '' ? `${hello},` : `${hello} ${about.addressee},`,
    before: letter.paragraphs.filter((paragraph) => paragraph !== ''),
    facts: facts.map(([label, value]) => [labels[label][locale], value] as const),
    closing: letter.closing ?? [],
  };
  const text = [
    blocks.greeting,
    ...blocks.before,
    blocks.facts.map(([label, value]) => `${label}${colonFor(locale)}${value}`).join('\n'),
    button ? `${button.text}${colonFor(locale)}${button.url ?? `(${hidden})`}` : '',
    ...blocks.closing,
    `${regards},\n${sender}`,
  ];
  const html = [
    paragraph(blocks.greeting),
    ...blocks.before.map(paragraph),
    blocks.facts.length > 0 ? `<table cellpadding="0" cellspacing="0">${blocks.facts.map(row).join('')}</table>` : '',
    button ? linkOf(button, hidden, about.colour, colonFor(locale)) : '',
    ...blocks.closing.map(paragraph),
    `<p>${escapeHtml(regards)},<br>${escapeHtml(sender)}</p>`,
  ];
  const subject = spaced(letter.subject.replace(/\s+/g, ' ').trim(), locale);
  return {
    subject,
    text: spaced(text.filter((block) => block !== '').join('\n\n'), locale),
    html: `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(subject)}</title></head><body style="font:16px/1.5 Arial,sans-serif;color:#1b1f24;max-width:36em;overflow-wrap:anywhere">${spaced(html.join(''), locale)}</body></html>`,
  };
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text).replace(/\r?\n/g, '<br>')}</p>`;
}

function row([label, value]: readonly [string, string]): string {
  return `<tr><th align="left" style="padding:2px 16px 2px 0;font-weight:normal;color:#4a5159">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`;
}

function linkOf(button: { text: string; url: string | null }, hidden: string, colour: string, colon: string): string {
  const text = escapeHtml(button.text);
  // what a template is given as a link may come from afar: nothing but web addresses become one
  if (button.url === null || !/^https?:\/\//.test(button.url)) {
    return `<p>${text}${colon}<em>${escapeHtml(button.url ?? hidden)}</em></p>`;
  }
  const url = escapeHtml(button.url);
  return `<p><a href="${url}" style="background:${colour};color:#ffffff;padding:10px 20px;text-decoration:none">${text}</a></p><p style="color:#4a5159">${url}</p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
