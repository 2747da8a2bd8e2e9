import { messageTemplates } from '@leerhuis/contracts';
import { countedPageOf, dateTime, idSchema, localeSchema } from '@leerhuis/http-api';
import { z } from 'zod';
import { bounceReasons } from '../addresses/domain/bounce.ts';
import { type Message, messageStates } from './message-store.ts';

const attachment = z
  .object({ filename: z.string(), contentType: z.string(), size: z.int(), url: z.string() })
  .meta({ id: 'MessageAttachment' });

const bounce = z
  .object({
    why: z.enum(bounceReasons).meta({
      description: 'The address is none, nobody has it, its mailbox is shut or full, or its domain takes no mail',
    }),
    at: dateTime,
  })
  .nullable()
  .meta({
    description: 'It failed because of the address that it was to: another address, or another mailbox, is needed',
  });

const listed = z.object({
  id: idSchema,
  template: z.enum(messageTemplates),
  subject: z.string(),
  locale: localeSchema,
  state: z.enum(messageStates),
  bounce: bounce.optional(),
  queuedAt: dateTime,
  sentAt: dateTime.nullable(),
  attachments: z.array(attachment),
});

/** A message in somebody's file (C-15). Links with a token in them were in the e-mail only. */
export const messageSchema = listed.extend({ text: z.string(), html: z.string() }).meta({ id: 'Message' });
export const messagePage = countedPageOf(listed.meta({ id: 'ListedMessage' }));

/** What staff see besides: to whom, and how the sending went. */
const sending = listed
  .extend({
    accountId: z.string().nullable(),
    recipient: z.object({ name: z.string(), email: z.string() }),
    attempts: z.int(),
    reason: z.string().nullable(),
    canBeResent: z.boolean(),
  })
  .meta({ id: 'MessageSending' });
export const sendingSchema = sending;
export const sendingPage = countedPageOf(sending);

export function listedView(message: Omit<Message, 'text' | 'html' | 'data'>): z.input<typeof listed> {
  const { id, template, subject, recipient, state, bounce, queuedAt, sentAt, attachments } = message;
  return {
    id,
    template,
    subject,
    locale: recipient.locale,
    state,
    bounce: bounce ? { why: bounce.why, at: bounce.at.toISOString() } : null,
    queuedAt: queuedAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    attachments: attachments.map(({ filename, contentType, size }, n) => ({
      filename,
      contentType,
      size,
      url: `/api/v1/messages/${id}/attachments/${n}`,
    })),
  };
}

export function messageView(message: Message): z.input<typeof messageSchema> {
  return { ...listedView(message), text: message.text, html: message.html };
}

export function sendingView(message: Omit<Message, 'text' | 'html' | 'data'>): z.input<typeof sending> {
  const { accountId, recipient, attempts, reason, hasSecrets } = message;
  return {
    ...listedView(message),
    accountId,
    recipient: { name: recipient.name, email: recipient.email },
    attempts,
    reason,
    canBeResent: !hasSecrets,
  };
}
