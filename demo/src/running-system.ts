import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RunningSystem {
  gatewayUrl: string;
  mailUrl: string;
  paymentSandboxUrl: string;
  rabbitUrl: string;
  namespace: string;
  /** Where time can be moved; undefined where it cannot. */
  clockUrl?: string | undefined;
}

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');

/** Where the system that `npm start` runs can be reached; environment variables point elsewhere. */
export async function runningSystem(): Promise<RunningSystem> {
  const file = join(process.env['LEERHUIS_HOME'] || join(root, '.leerhuis'), 'running.json');
  const written = await readFile(file, 'utf8').catch(() => '{}');
  const running = JSON.parse(written) as Partial<RunningSystem>;
  const env = process.env;
  const gatewayUrl = env['GATEWAY_URL'] ?? running.gatewayUrl;
  const rabbitUrl = env['RABBIT_URL'] ?? running.rabbitUrl;
  if (!gatewayUrl || !rabbitUrl) {
    console.error('Leerhuis is not running here. Start it with: npm start');
    process.exit(1);
  }
  return {
    gatewayUrl,
    rabbitUrl,
    mailUrl: env['MAIL_URL'] ?? running.mailUrl ?? '',
    paymentSandboxUrl: env['PAYMENT_SANDBOX_URL'] ?? running.paymentSandboxUrl ?? '',
    namespace: env['NAMESPACE'] ?? running.namespace ?? '',
    clockUrl: env['CLOCK_URL'] ?? running.clockUrl,
  };
}
