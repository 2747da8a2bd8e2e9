import { z } from 'zod';
import { defineJob } from '../contract.ts';
import { id, locale } from '../shapes.ts';

/** Every mail that Leerhuis sends; notifications has a text in nl, fr and en for each. */
export const messageTemplates = [
  'confirm-email',
  'welcome',
  'reset-password',
  'password-changed',
  'email-taken',
  'pro-forma',
  'invoice',
  'order-withdrawn',
  'payment-refunded',
  'course-activated',
  'credit-granted',
  'credit-invitation',
  'test-passed',
  'attest-issued',
  'attest-revoked',
  'registration-sent',
  'registration-accepted',
  'registration-refused',
  'registration-in-line-again',
  'question-to-teacher',
  'question-answered',
  'suggestion-received',
] as const;

/**
 * Mails to an address that is not proven, or about an account that a stranger may have made under it. Nothing that anybody typed is
 * in them, not even the name of who they are for: who registers another's address would write to them in our name.
 */
const namelessTemplates: readonly (typeof messageTemplates)[number][] = [
  'confirm-email',
  'welcome',
  'reset-password',
  'password-changed',
  'email-taken',
  'credit-invitation',
];

export const isNameless = (template: (typeof messageTemplates)[number]): boolean =>
  namelessTemplates.includes(template);

export const sendMessage = defineJob({
  queue: 'notifications.send-message',
  worker: 'notifications',
  meaning: 'Write to a person in their language, by e-mail, and keep the message in their file.',
  data: z.object({
    /** accountId is null for somebody without an account (a teacher, the provider); name is empty in nameless mails. */
    recipient: z.object({ accountId: id.nullable(), email: z.string(), name: z.string(), locale }),
    template: z.enum(messageTemplates),
    /** Values that the text shows; money and dates come formatted by nobody: cents and RFC 3339. */
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    /** Shown in the mail, masked in the copy that is kept: links with a token in them. */
    secrets: z.record(z.string(), z.string()).default({}),
    attachments: z
      .array(z.object({ filename: z.string(), contentType: z.string(), base64: z.string() }))
      .max(5)
      .default([]),
    /** Id of the job whose mail this one makes untrue: if that was not sent yet, it is not sent any more. */
    insteadOf: z.string().optional(),
  }),
  whose: ({ recipient }) => recipient.accountId,
});
export type SendMessage = z.infer<typeof sendMessage.data>;
