import { escapeHtml } from '@leerhuis/http-api';
import { colonFor, type Locale, spaced } from '@leerhuis/language';
import type { LaidOut } from '../mailer.ts';
import type { Block, NewsletterText } from './domain/newsletter.ts';

/** What stands around the text, for one reader. */
export interface Around {
  /** The language of the text. */
  locale: Locale;
  sender: string;
  colour: string;
  unsubscribeUrl: string;
  preferencesUrl: string;
  /** Where the website shows a course; null where it shows none, and no button promises one then. */
  courseUrl: (courseId: string) => string | null;
}

const words = {
  nl: {
    why: (sender: string) => `U krijgt deze nieuwsbrief van ${sender} omdat u zich inschreef.`,
    preferences: 'Voorkeuren wijzigen',
    unsubscribe: 'Uitschrijven',
    course: 'Bekijk de cursus',
  },
  fr: {
    why: (sender: string) => `Vous recevez cette lettre de ${sender} parce que vous vous y êtes inscrit.`,
    preferences: 'Modifier mes préférences',
    unsubscribe: 'Me désinscrire',
    course: 'Voir le cours',
  },
  en: {
    why: (sender: string) => `You get this newsletter from ${sender} because you subscribed.`,
    preferences: 'Change preferences',
    unsubscribe: 'Unsubscribe',
    course: 'See the course',
  },
};

/** Lays a newsletter out for one reader, as text and as HTML in the style of our letters; everything in it is escaped. */
export function renderNewsletter({ subject: written, blocks }: NewsletterText, around: Around): LaidOut {
  const { locale, sender, colour, unsubscribeUrl, preferencesUrl } = around;
  const { why, preferences, unsubscribe } = words[locale];
  const subject = spaced(written.replace(/\s+/g, ' ').trim(), locale);
  const say = (text: string) => escapeHtml(spaced(text, locale));
  const link = (url: string, text: string) => `<a href="${escapeHtml(url)}" style="color:#4a5159">${say(text)}</a>`;
  const html = [
    `<p style="margin:0;color:${colour};font-weight:bold">${escapeHtml(sender)}</p>`,
    `<h1 style="margin:4px 0 20px;font-size:24px;line-height:1.25">${escapeHtml(subject)}</h1>`,
    ...blocks.map((block) => blockHtml(block, around, say)),
    `<hr style="border:0;border-top:1px solid #c4c8cc;margin:32px 0 16px"><p style="font-size:13px;color:#4a5159">${say(why(sender))}<br>`,
    `${link(preferencesUrl, preferences)} · ${link(unsubscribeUrl, unsubscribe)}</p>`,
  ];
  const text = [
    ...blocks.map((block) => spaced(blockText(block, around), locale)),
    `-- \n${spaced(why(sender), locale)}\n${preferences}${colonFor(locale)}${preferencesUrl}\n${unsubscribe}${colonFor(locale)}${unsubscribeUrl}`,
  ];
  return {
    subject,
    text: text.join('\n\n'),
    html: `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(subject)}</title></head><body style="font:16px/1.5 Arial,sans-serif;color:#1b1f24;max-width:36em;overflow-wrap:anywhere">${html.join('')}</body></html>`,
  };
}

function blockHtml(block: Block, around: Around, say: (text: string) => string): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="margin:28px 0 8px;font-size:19px;line-height:1.3">${say(block.text)}</h2>`;
    case 'paragraph':
      return `<p>${say(block.text).replace(/\r?\n/g, '<br>')}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${say(item)}</li>`).join('')}</ul>`;
    case 'link':
      return button(block.url, say(block.text), around.colour);
    case 'course': {
      const { course } = words[around.locale];
      const url = around.courseUrl(block.courseId);
      const title = `<p style="margin-bottom:4px"><strong>${say(block.courseTitle)}</strong></p>`;
      return url === null ? title : `${title}${button(url, say(course), around.colour)}`;
    }
    default:
      return block satisfies never;
  }
}

function button(url: string, text: string, colour: string): string {
  return `<p style="margin:20px 0"><a href="${escapeHtml(url)}" style="display:inline-block;background:${colour};color:#ffffff;padding:10px 20px;text-decoration:none">${text}</a></p>`;
}

function blockText(block: Block, { locale, courseUrl }: Around): string {
  switch (block.kind) {
    case 'heading':
      return block.text.toUpperCase();
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'link':
      return `${block.text}${colonFor(locale).trimEnd()}\n${block.url}`;
    case 'course': {
      const url = courseUrl(block.courseId);
      return url === null
        ? block.courseTitle
        : `${block.courseTitle}\n${words[locale].course}${colonFor(locale)}${url}`;
    }
    default:
      return block satisfies never;
  }
}
