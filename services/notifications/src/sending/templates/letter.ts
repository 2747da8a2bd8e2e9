import type { MailTemplate } from '@leerhuis/contracts';
import type { Locale } from '@leerhuis/language';
import type { labels } from './labels.ts';
import type { Values } from './values.ts';

/** What a mail says, before it becomes text and HTML. Everything in it is plain text. */
export interface Letter {
  subject: string;
  paragraphs: string[];
  /** Shown as a list of label and value; empty values are left out. */
  facts?: Facts;
  /** A null url stands for a secret link that is not shown here. */
  button?: { text: string; url: string | null };
  /** After the button. */
  closing?: string[];
}
export type Facts = [label: keyof typeof labels, value: string][];

/** The text of one kind of mail in each language. */
export type Template<T extends MailTemplate> = Record<Locale, (values: Values<T>) => Letter>;
export type Templates = { [T in MailTemplate]: Template<T> };
