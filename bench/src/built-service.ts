import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startProgram } from '@leerhuis/backing-services';
import { nodeArguments } from '@leerhuis/launcher';
import {
  backingServices,
  eventually,
  removeNamespace,
  serveTestKeys,
  type TestDatabase,
  testDatabase,
  testNamespace,
} from '@leerhuis/testkit';
import type { CleanUp } from './clean-up.ts';
import { resultsFolder, root } from './places.ts';

/** Added to what the launcher gives: to profile, or to try others. */
const switches = process.env['BENCH_SWITCHES']?.split(' ') ?? [];

export interface BuiltService {
  /** Of the process that runs now. */
  readonly pid: number;
  url: string;
  namespace: string;
  database: TestDatabase;
  /** Ends the process in order; its database and its place in the topics stay. */
  stop(): Promise<void>;
  /** Starts it anew; doesn't wait until it is ready. */
  start(): Promise<void>;
  /** Resolves when it is ready: has caught up, and can answer. */
  ready(): Promise<void>;
}

export interface BuiltServiceOptions {
  name: string;
  folder: string;
  env: Record<string, string>;
  /** Instead of an empty one that is dropped afterwards. */
  database?: TestDatabase;
}

/**
 * Starts a part as it is built, as a process with the switches of production, on a database and a namespace of its own;
 * resolves when it is ready.
 */
export async function startBuiltService(options: BuiltServiceOptions, undo: CleanUp): Promise<BuiltService> {
  const { name, folder, env } = options;
  const { kafkaBrokers, rabbitUrl } = await backingServices();
  const database = options.database ?? (await testDatabase(`bench-${name}`));
  if (!options.database) undo.add(() => database.drop());
  const namespace = testNamespace();
  undo.add(() => removeNamespace(namespace));
  const keys = await serveTestKeys();
  undo.add(() => keys.close());
  const [port, internalPort] = [await freePort(), await freePort()];
  mkdirSync(resultsFolder, { recursive: true });
  const launch = () =>
    startProgram({
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
  let program = await launch();
  undo.add(() => program.stop());
  const health = `http://127.0.0.1:${internalPort}/health/ready`;
  const service: BuiltService = {
    get pid() {
      return program.pid;
    },
    url: `http://127.0.0.1:${port}`,
    namespace,
    database,
    stop: () => program.stop(),
    async start() {
      program = await launch();
    },
    async ready() {
      await eventually(async () => (await fetch(health)).ok, { within: 60_000, every: 200 });
    },
  };
  await service.ready();
  return service;
}
