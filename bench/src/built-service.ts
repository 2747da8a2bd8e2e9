import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startProgram } from '@leerhuis/backing-services';
import { nodeArguments } from '@leerhuis/launcher';
import {
  backingServices,
  eventually,
  removeNamespace,
  serveTestKeys,
  testDatabase,
  testNamespace,
} from '@leerhuis/testkit';
import type { CleanUp } from './clean-up.ts';
import { resultsFolder, root } from './places.ts';

/** Added to what the launcher gives: to profile, or to try others. */
const switches = process.env['BENCH_SWITCHES']?.split(' ') ?? [];

export interface BuiltService {
  pid: number;
  url: string;
  namespace: string;
  database: Awaited<ReturnType<typeof testDatabase>>;
}

/**
 * Starts a part as it is built, as a process with the switches of production, on a database and a namespace of its own.
 */
export async function startBuiltService(
  options: { name: string; folder: string; env: Record<string, string> },
  undo: CleanUp,
): Promise<BuiltService> {
  const { name, folder, env } = options;
  const { kafkaBrokers, rabbitUrl } = await backingServices();
  const database = await testDatabase(`bench-${name}`);
  undo.add(() => database.drop());
  const namespace = testNamespace();
  undo.add(() => removeNamespace(namespace));
  const keys = await serveTestKeys();
  undo.add(() => keys.close());
  const [port, internalPort] = [await freePort(), await freePort()];
  mkdirSync(resultsFolder, { recursive: true });
  const program = await startProgram({
    name,
    command: process.execPath,
    args: [...switches, ...nodeArguments(folder)],
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      INTERNAL_PORT: String(internalPort),
      MONGO_URL: database.url,
      KAFKA_BROKERS: kafkaBrokers.join(','),
      RABBIT_URL: rabbitUrl,
      NAMESPACE: namespace,
      JWKS_URL: keys.url,
      ...env,
    },
    logFile: join(resultsFolder, `${name}.log`),
    pidFile: join(resultsFolder, `${name}.pid`),
  });
  undo.add(() => program.stop());
  const url = `http://127.0.0.1:${port}`;
  const health = `http://127.0.0.1:${internalPort}/health/ready`;
  await eventually(async () => (await fetch(health)).ok, { within: 60_000, every: 200 });
  return { pid: program.pid, url, namespace, database };
}
