import type { Locale, SendMessage } from '@leerhuis/contracts';
import type { labels } from './labels.ts';
import type { Values } from './values.ts';

/** What a mail says, before it becomes text and HTML. Everything in it is plain text. */
export interface Letter {
  subject: string;
  paragraphs: string[];
  /** Shown as a list of label and value; empty values are left out. */
  facts?: [label: keyof typeof labels, value: string][];
  /** A null url stands for a secret link that is not shown here. */
  button?: { text: string; url: string | null };
  /** After the button. */
  closing?: string[];
}

/** The text of one kind of mail in each language. */
export type Template = Record<Locale, (values: Values) => Letter>;
export type Templates = Record<SendMessage['template'], Template>;
