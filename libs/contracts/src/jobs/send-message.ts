import { z } from 'zod';
import { defineJob } from '../contract.ts';
import { id, locale } from '../shapes.ts';
import {
  isNameless,
  kindOf,
  type Mails,
  type MailTemplate,
  messageTemplates,
  type SecretNames,
  type ValueKind,
  type ValuesOf,
  valueKinds,
} from './mails.ts';

/** accountId is null for somebody without an account (a teacher, the provider); name is empty in nameless mails. */
const recipient = z.object({ accountId: id.nullable(), email: z.string(), name: z.string(), locale });
export type Recipient = z.infer<typeof recipient>;

/**
 * For which organisation: the mail is about its business, and belongs to its file too, for those of its people whose rights allow it
 * (notifications says per kind of mail which). Null, or not told: it is between the provider and who it is to.
 */
const organisationId = id.nullable().optional();

const attachment = z.object({ filename: z.string(), contentType: z.string(), base64: z.string() });
type Attachment = z.infer<typeof attachment>;

/** What a mail of this kind is asked for with. */
export type MailOf<T extends MailTemplate> = {
  recipient: Mails[T] extends { isNameless: true } ? Recipient & { name: '' } : Recipient;
  template: T;
  data: { [N in keyof ValuesOf<T>]: z.infer<(typeof valueKinds)[ValuesOf<T>[N] & ValueKind]> };
  organisationId?: string | null;
} & (Mails[T] extends { secrets: readonly string[] } ? { secrets: Record<SecretNames<T>, string> } : unknown) &
  (Mails[T] extends { hasAttachment: true } ? { attachments: [Attachment] } : unknown) &
  (Mails[T] extends { isInsteadOf: true } ? { insteadOf: string } : unknown);

export type Mail = { [T in MailTemplate]: MailOf<T> }[MailTemplate];

function schemaOf(template: MailTemplate) {
  const { values, secrets, hasAttachment, isInsteadOf } = kindOf(template);
  const data = Object.entries(values).map(([name, kind]) => [name, valueKinds[kind]]);
  const links = z.object(Object.fromEntries((secrets ?? []).map((name) => [name, z.string()])));
  return z.object({
    recipient: isNameless(template) ? recipient.extend({ name: z.literal('') }) : recipient,
    template: z.literal(template),
    organisationId,
    data: z.object(Object.fromEntries(data)),
    secrets: secrets ? links : links.default({}),
    attachments: hasAttachment ? z.array(attachment).length(1) : z.array(attachment).max(0).default([]),
    ...(isInsteadOf ? { insteadOf: z.string() } : {}),
  });
}

const [first, ...others] = messageTemplates;
const mail = z.discriminatedUnion('template', [schemaOf(first), ...others.map(schemaOf)]);

/** A mail as it lies on the queue, of today or of before, when values could be missing and others could be there. */
const message = z.object({
  recipient,
  template: z.enum(messageTemplates),
  organisationId,
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  secrets: z.record(z.string(), z.string()).default({}),
  attachments: z.array(attachment).max(5).default([]),
  /** Id of the job whose mail this one makes untrue. */
  insteadOf: z.string().optional(),
});
export type SendMessage = z.infer<typeof message>;

export const sendMessage = defineJob({
  queue: 'notifications.send-message',
  worker: 'notifications',
  meaning: 'Write to a person in their language, by e-mail, and keep the message in their file.',
  data: mail as unknown as z.ZodType<Mail>,
  reads: message,
  whose: (job: SendMessage) => job.recipient.accountId,
});

/** The same queue, for a message that was on it before: as it was then. */
export const sendMessageAgain = defineJob({ ...sendMessage, data: message });
