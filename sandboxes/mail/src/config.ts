import { portNumber, sharedClockUrl } from '@leerhuis/service-runtime/config';
import { z } from 'zod';

export const config = z.object({
  PORT: portNumber(8087),
  SMTP_PORT: portNumber(8088),
  HOST: z.string().default('127.0.0.1'),
  /** Where the mails are kept; without it they live as long as the process. */
  DATA_DIR: z.string().optional(),
  /** More than these, and the oldest go. */
  MAX_MAILS: z.coerce.number().int().min(1).default(500),
  MAX_MEGABYTES: z.coerce.number().int().min(1).default(100),
  /** Where the launcher tells the time that it may move forward; real time without it. */
  SHARED_CLOCK_URL: sharedClockUrl,
  LOG_LEVEL: z.string().default('info'),
});
export type Config = z.output<typeof config>;
