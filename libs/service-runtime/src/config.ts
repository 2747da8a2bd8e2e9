import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { addressList } from './address-list.ts';

/** What is wrong with the environment: one line per variable, without the values, which may be secrets. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * The configuration out of environment variables; empty ones count as not set.
 * Without `env` it reads the process's own, and a bad one ends the process (exit 1) after saying which variables and
 * why; with `env` it throws ConfigError.
 */
export function readConfig<S extends z.ZodType>(schema: S, env?: Record<string, string | undefined>): z.output<S> {
  const given = Object.entries(env ?? process.env).filter(([, value]) => value !== undefined && value.trim() !== '');
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${reason(issue)}`);
  const error = new ConfigError(`bad configuration; set these environment variables right:\n${lines.join('\n')}`);
  if (env) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

function reason(issue: z.core.$ZodIssue): string {
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return isMissing ? 'is missing' : issue.message;
}

/** A TCP port; 0 lets the system choose. */
export function portNumber(usual: number) {
  const text = 'is no port number (0 to 65535)';
  return z.coerce.number(text).int(text).min(0, text).max(65_535, text).default(usual);
}

/**
 * A PEM file with the authorities that alone may vouch for a server; without one, those that Node.js knows. A certificate is always
 * verified: nothing turns that off.
 */
export const caFile = z
  .string()
  .transform((path, context) => {
    try {
      const pem = readFileSync(path, 'utf8');
      if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
    } catch {
      // said below
    }
    context.issues.push({ code: 'custom', input: path, message: 'is no PEM file with certificates that can be read' });
    return z.NEVER;
  })
  .optional();

export const sharedClockUrl = z.url({ protocol: /^http$/, error: 'is no http URL' }).optional();

/** The variables that every service has; a service extends it with its own port and whatever else it needs. */
export const baseConfig = z.object({
  PORT: portNumber(0),
  HOST: z.string().default('127.0.0.1'),
  /** For `/health/*`, `/metrics` and `/openapi.json`: operators and the other parts reach it, nobody outside. */
  INTERNAL_PORT: portNumber(0),
  INTERNAL_HOST: z.string().default('127.0.0.1'),
  /** Where the gateway is, which alone tells a service the address of whoever asks. */
  GATEWAY_ADDRESSES: addressList('loopback, private'),
  MONGO_URL: z.string().regex(/^mongodb(\+srv)?:\/\/.+/, 'is no mongodb:// URL'),
  /** Connects to MongoDB over TLS, which `tls=true` in its URL does too. */
  MONGO_CA_FILE: caFile,
  KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s,:]+:\d+(\s*,\s*[^\s,:]+:\d+)*$/, 'is no comma-separated list of host:port')
    .transform((list) => list.split(',').map((broker) => broker.trim())),
  KAFKA_TLS: z.stringbool().optional(),
  KAFKA_CA_FILE: caFile,
  RABBIT_URL: z.string().regex(/^amqps?:\/\/.+/, 'is no amqp:// URL'),
  /** For an `amqps://` URL. */
  RABBIT_CA_FILE: caFile,
  NAMESPACE: z
    .string()
    .max(60)
    .regex(/^[\w.-]*$/, 'may hold letters, digits, dots, dashes and underscores only')
    .default(''),
  JWKS_URL: z.url({ protocol: /^https?$/, error: 'is no http(s) URL' }),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is no http(s) URL' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('http://localhost:8080'),
  TIME_ZONE: z.string().refine(isTimeZone, 'is no IANA time zone').default('Europe/Brussels'),
  /** Where the launcher tells the time that it may move forward; real time without it. */
  SHARED_CLOCK_URL: sharedClockUrl,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'is no http(s) URL' }).optional(),
});
export type BaseConfig = z.output<typeof baseConfig>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
