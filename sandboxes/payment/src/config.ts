import { portNumber, sharedClockUrl } from '@leerhuis/service-runtime/config';
import { z } from 'zod';

const list = (text: string) => text.split(',').map((part) => part.trim());

export const config = z.object({
  PORT: portNumber(8086),
  HOST: z.string().default('127.0.0.1'),
  /** Address under which a browser finds the checkout page. */
  PUBLIC_URL: z.string().url().default('http://localhost:8086'),
  /** The one key that is let in; without it every key that begins with `test_`. */
  PAYMENT_API_KEY: z.string().min(8).optional(),
  /** Where payments and webhooks are kept; without it they live as long as the process. */
  DATA_DIR: z.string().optional(),
  /** Hosts besides the loopback ones that webhooks may go to; these are the names among containers. */
  WEBHOOK_HOSTS: z.string().default('gateway,orders').transform(list),
  /** Waits before a webhook that was not answered with 2xx is sent again, in ms. */
  WEBHOOK_RETRIES_MS: z
    .string()
    .default('1000,2000,4000,8000,15000,30000,60000,120000,240000,480000')
    .transform((text) => list(text).map(Number))
    .pipe(z.array(z.number().int().min(0))),
  /** How long a refund stays queued, and then processing, in ms. */
  REFUND_STEP_MS: z.coerce.number().int().min(0).default(1_500),
  /** Where the launcher tells the time that it may move forward; real time without it. */
  SHARED_CLOCK_URL: sharedClockUrl,
  LOG_LEVEL: z.string().default('info'),
});
export type Config = z.output<typeof config>;
