import { emailSchema } from '@leerhuis/http-api';
import { baseConfig, caFile, portNumber } from '@leerhuis/service-runtime';
import { z } from 'zod';

export const config = baseConfig.extend({
  PORT: portNumber(8085),
  INTERNAL_PORT: portNumber(8105),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'is no smtp:// URL')
    .default('smtp://127.0.0.1:8088'),
  /** The authorities that alone may vouch for the mail server. */
  SMTP_CA_FILE: caFile,
  /** Sends nothing over an `smtp://` connection that the server does not turn into TLS. */
  SMTP_TLS: z.stringbool().default(false),
  /** Sender of all mails, whose server has to let us send for it; its domain is also that of the Message-IDs. */
  MAIL_FROM: emailSchema.default('info@leerhuis.example'),
  /** A mail that the mail server does not take for so long has failed. */
  GIVE_UP_AFTER_HOURS: z.coerce.number().min(0).default(24),
  /** How long the mail server may take to answer. It may look at a mail for ten minutes before it says that it took it (RFC 5321, 4.5.3.2.6). */
  SMTP_PATIENCE_SECONDS: z.coerce.number().int().min(1).default(600),
  /** Mails of newsletters that go out in a minute at most. */
  NEWSLETTER_MAILS_PER_MINUTE: z.coerce.number().int().min(1).default(1_200),
  /** Times that one internet address may ask for the newsletter in an hour. */
  NEWSLETTER_REQUESTS_PER_HOUR: z.coerce.number().int().min(1).default(20),
  /** Where the website shows a course, `{id}` for its id; unless told, a newsletter names a course without a button. */
  COURSE_PAGE_URL: z
    .string()
    .regex(/^https?:\/\/.*\{id\}/, 'is no web address with {id} in it')
    .optional(),
  /** true: an empty service starts with subscribers, a newsletter that was sent and a draft. */
  DEMO_NEWSLETTERS: z.stringbool().default(false),
});
export type Settings = z.output<typeof config>;
