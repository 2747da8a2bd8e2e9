import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { backingServices, type TestDatabase } from '@leerhuis/testkit';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The service as a process of its own, which can be killed. */
export async function startProcess(options: {
  database: TestDatabase;
  namespace: string;
  keysUrl: string;
  smtpUrl: string;
  more?: Record<string, string>;
}): Promise<ChildProcess> {
  const { kafkaBrokers, rabbitUrl } = await backingServices();
  const env = {
    PATH: process.env['PATH'],
    PORT: '0',
    INTERNAL_PORT: '0',
    MONGO_URL: options.database.url,
    KAFKA_BROKERS: kafkaBrokers.join(','),
    RABBIT_URL: rabbitUrl,
    NAMESPACE: options.namespace,
    JWKS_URL: options.keysUrl,
    SMTP_URL: options.smtpUrl,
    LOG_LEVEL: 'error',
    ...options.more,
  };
  return spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main], { env, stdio: 'ignore' });
}

export async function killProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  if (child.exitCode === null && child.signalCode === null && child.kill(signal)) await ended;
}
