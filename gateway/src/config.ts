import { addressList, baseConfig, portNumber } from '@leerhuis/service-runtime';
import { z } from 'zod';

/** Where a service is: one address for each copy, with commas between. */
const serviceUrls = (port: number) =>
  z
    .string()
    .default(`http://127.0.0.1:${port}`)
    .transform((text) => text.split(',').map((url) => url.trim().replace(/\/+$/, '')))
    .pipe(z.array(z.url({ protocol: /^https?$/, error: 'is no list of http(s) URLs' })));

export type Settings = z.output<typeof config>;

export const config = baseConfig.extend({
  PORT: portNumber(8080),
  INTERNAL_PORT: portNumber(8100),
  /** Proxies in front of the gateway (that end TLS, say), whose X-Forwarded-For and -Proto are believed. */
  TRUSTED_PROXIES: addressList(''),
  CATALOG_URL: serviceUrls(8081),
  ORDERS_URL: serviceUrls(8082),
  LEARNING_URL: serviceUrls(8083),
  CERTIFICATION_URL: serviceUrls(8084),
  NOTIFICATIONS_URL: serviceUrls(8085),
  ORGANISATIONS_URL: serviceUrls(8089),
  /** Where services tell how they are and describe themselves. */
  CATALOG_INTERNAL_URL: serviceUrls(8101),
  ORDERS_INTERNAL_URL: serviceUrls(8102),
  LEARNING_INTERNAL_URL: serviceUrls(8103),
  CERTIFICATION_INTERNAL_URL: serviceUrls(8104),
  NOTIFICATIONS_INTERNAL_URL: serviceUrls(8105),
  ORGANISATIONS_INTERNAL_URL: serviceUrls(8106),
  /** Encrypts the private signing keys in the database. */
  KEY_ENCRYPTION_SECRET: z.string().min(32),
  /** A signing key is replaced after so many days; the old one stays published until its last token is over. */
  KEY_ROTATION_DAYS: z.coerce.number().int().min(1).default(30),
  ACCESS_TOKEN_SECONDS: z.coerce.number().int().min(30).max(3_600).default(600),
  /** A login ends for good so many days after it, however much it is used. */
  SESSION_DAYS: z.coerce.number().min(1).default(180),
  /** Of whom a second factor is demanded: `staff` (all people of the provider), `nobody`, or roles with commas between. */
  SECOND_FACTOR_FOR: z
    .string()
    .regex(/^[a-z]+(?:,[a-z]+)*$/)
    .default('staff'),
  /** A second factor counts so many hours in the session that gave it. */
  SECOND_FACTOR_HOURS: z.coerce.number().positive().max(24).default(12),
  /** true gives C-3 as in the source: strangers are told whether an address has an account. */
  ACCOUNT_DISCLOSE_UNKNOWN: z.stringbool().default(false),
  /** Requests that one address may make in a second, all together. */
  REQUESTS_PER_SECOND: z.coerce.number().int().min(1).default(200),
  /** Accounts that one address may register in an hour; as many links of each kind it may ask for, counted apart. */
  REGISTRATIONS_PER_HOUR: z.coerce.number().int().min(1).default(100),
  /** Wrong passwords, or secrets of partners, that one address may send in 15 minutes, for whichever account. */
  WRONG_SECRETS_PER_QUARTER: z.coerce.number().int().min(5).default(100),
  DEMO_ACCOUNTS: z.stringbool().default(false),
});
