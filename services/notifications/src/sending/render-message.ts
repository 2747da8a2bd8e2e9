import type { MailTemplate, SendMessage } from '@leerhuis/contracts';
import type { LaidOut } from '../mailer.ts';
import { layOut } from './lay-out.ts';
import { templates } from './templates/index.ts';
import type { Template } from './templates/letter.ts';
import { valuesOf } from './templates/values.ts';

/**
 * Writes the message in the recipient's language.
 * @param about.masked leaves links with a token out, for the copy that is kept
 */
export function renderMessage(
  message: SendMessage,
  about: { sender: string; colour: string; timeZone: string; masked: boolean },
): LaidOut {
  const { locale } = message.recipient;
  const values = valuesOf(message, { locale, ...about });
  // the letter and the values are of one template, which the type checker can't see of a table
  const template = templates[message.template] as Template<MailTemplate>;
  const letter = template[locale](values);
  return layOut(letter, { locale, addressee: values.addressee, sender: about.sender, colour: about.colour });
}
