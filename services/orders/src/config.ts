import { baseConfig, portNumber } from '@leerhuis/service-runtime';
import { z } from 'zod';
import { appAddress } from './billing/paying/domain/return-address.ts';

const httpUrl = z.url({ protocol: /^https?$/, error: 'is no http(s) URL' });

export const config = baseConfig.extend({
  PORT: portNumber(8082),
  INTERNAL_PORT: portNumber(8102),
  /** Base of the Mollie API, version 2. */
  PAYMENT_API_URL: httpUrl.default('http://127.0.0.1:8086/v2'),
  PAYMENT_API_KEY: z.string().regex(/^(test|live)_\w+$/, 'is no key of the payment provider (test_… or live_…)'),
  /** Where the provider tells of payments; the gateway's webhook route unless told. */
  PAYMENT_WEBHOOK_URL: httpUrl.optional(),
  /** Addresses of apps to which whoever paid may return, with commas between; besides our own pages. */
  APP_RETURN_ADDRESSES: z.string().default('').transform(readAppAddresses),
  /** How soon an open payment is asked about again; older ones less often. */
  PAYMENT_POLL_SECONDS: z.coerce.number('is no number').min(0.05).max(3_600).default(20),
  /** So many ids a minute that webhooks name and that aren't known here are asked about, by each copy. */
  PAYMENT_UNKNOWN_PER_MINUTE: z.coerce.number('is no number').int().min(1).max(10_000).default(30),
  /** How often is looked for hour credit that has lapsed. */
  CREDIT_LAPSE_SECONDS: z.coerce.number('is no number').min(0.05).max(86_400).default(600),
});

function readAppAddresses(text: string, ctx: z.RefinementCtx): string[] {
  const written = text.split(',').map((part) => part.trim());
  const addresses = written.filter(Boolean).map(appAddress);
  const sound = addresses.filter((address) => address !== null);
  if (sound.length < addresses.length)
    ctx.addIssue({
      code: 'custom',
      message: 'is no list of addresses of apps (https://app.example/paid, be.example.app://paid), without ? and #',
    });
  return sound;
}

export type Settings = z.output<typeof config>;
