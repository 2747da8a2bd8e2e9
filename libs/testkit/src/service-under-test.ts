import { createStopList, readConfig, type StopList } from '@leerhuis/service-runtime';
import type { Connection } from 'mongoose';
import type { z } from 'zod';
import { backingServices } from './backing.ts';
import { scansSeen, watchForScans } from './collection-scans.ts';
import { monitored } from './commands.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { restoreFixture } from './fixtures.ts';
import { type HttpClient, httpClient } from './http-client.ts';
import { testLogger } from './logger.ts';
import { removeNamespace, testNamespace } from './namespace.ts';
import { serveTestKeys } from './tokens.ts';

export interface ServiceUnderTest {
  url: string;
  http: HttpClient;
  /** The door of operators: `/health/ready`, `/metrics`, `/openapi.json`. */
  internal: HttpClient;
  namespace: string;
  database: TestDatabase;
  /** What the service read without an index since it started (must be nothing). */
  scansSeen(): Promise<string[]>;
  /** Stops the service in order, and starts it again on the same database and namespace: like a crash, but clean. */
  restart(): Promise<void>;
  /** Stops it and removes its database, topics and queues. */
  stop(): Promise<void>;
}

interface Ports {
  port: number;
  internalPort: number;
}

/**
 * Starts a whole service in this process on real backing services, with a database and namespace of its own.
 * @param options.start the service's composition root; gives its ports
 * @param options.env what its configuration needs besides the common variables
 */
export async function serviceUnderTest<S extends z.ZodType>(options: {
  name: string;
  config: S;
  start: (settings: z.output<S>, stops: StopList) => Promise<Ports>;
  env?: Record<string, string>;
  /** A database that was kept, to start on instead of an empty one. */
  fixture?: string;
  /** What else is there before it starts. */
  stored?: (connection: Connection) => Promise<void>;
}): Promise<ServiceUnderTest> {
  const { kafkaBrokers, rabbitUrl } = await backingServices();
  const database = await testDatabase(options.name);
  if (options.fixture) await restoreFixture(database.connection, options.fixture);
  await options.stored?.(database.connection);
  await watchForScans(database.connection);
  const namespace = testNamespace();
  const keys = await serveTestKeys();
  const settings = ({ port, internalPort }: Ports) =>
    readConfig(options.config, {
      PORT: String(port),
      INTERNAL_PORT: String(internalPort),
      MONGO_URL: monitored(database.url),
      KAFKA_BROKERS: kafkaBrokers.join(','),
      RABBIT_URL: rabbitUrl,
      NAMESPACE: namespace,
      JWKS_URL: keys.url,
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
      ...options.env,
    });
  let stops = createStopList();
  const ports = await options.start(settings({ port: 0, internalPort: 0 }), stops);
  const url = `http://127.0.0.1:${ports.port}`;
  return {
    url,
    http: httpClient(url),
    internal: httpClient(`http://127.0.0.1:${ports.internalPort}`),
    namespace,
    database,
    scansSeen: () => scansSeen(database.connection),
    async restart() {
      await stops.run(10_000, testLogger);
      stops = createStopList();
      await options.start(settings(ports), stops);
    },
    async stop() {
      await stops.run(10_000, testLogger);
      await keys.close();
      await removeNamespace(namespace);
      await database.drop();
    },
  };
}
