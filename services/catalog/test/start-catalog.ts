import { createTokenVerifier } from '@leerhuis/auth';
import { createStopList, readConfig } from '@leerhuis/service-runtime';
import {
  backingServices,
  type HttpClient,
  httpClient,
  monitored,
  removeNamespace,
  type TestDatabase,
  testDatabase,
  testKeys,
  testLogger,
  testNamespace,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startCatalog } from '../src/index.ts';

export const signingKey = 'a key that signs addresses in tests';
export const staffId = '01890000-0000-7000-8000-000000000001';

export interface TestCatalog {
  database: TestDatabase;
  namespace: string;
  baseUrl: string;
  /** The door of operators. */
  internal: HttpClient;
  /** As nobody, as a learner, as staff. */
  visitor: HttpClient;
  learner: HttpClient;
  staff: HttpClient;
  stop(): Promise<void>;
}

/** The whole service on real backing services, in a database and namespace of its own. */
export async function startTestCatalog(settings: Record<string, string> = {}): Promise<TestCatalog> {
  const { kafkaBrokers, rabbitUrl } = await backingServices();
  const database = await testDatabase('catalog');
  const namespace = testNamespace();
  const stops = createStopList();
  const { fetchJwks } = await testKeys();
  const { port, internalPort } = await startCatalog(
    readConfig(config, {
      PORT: '0',
      INTERNAL_PORT: '0',
      MONGO_URL: monitored(database.url),
      KAFKA_BROKERS: kafkaBrokers.join(','),
      RABBIT_URL: rabbitUrl,
      NAMESPACE: namespace,
      JWKS_URL: 'http://127.0.0.1:9/unused',
      MEDIA_SIGNING_KEY: signingKey,
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
      ...settings,
    }),
    stops,
    { verifyToken: createTokenVerifier({ jwks: fetchJwks }) },
  );
  const baseUrl = `http://127.0.0.1:${port}`;
  const visitor = httpClient(baseUrl);
  return {
    database,
    namespace,
    baseUrl,
    internal: httpClient(`http://127.0.0.1:${internalPort}`),
    visitor,
    learner: visitor.as(await tokenFor({ accountId: '01890000-0000-7000-8000-000000000002' })),
    staff: visitor.as(await tokenFor({ accountId: staffId, roles: ['staff'] })),
    async stop() {
      await stops.run(10_000, testLogger);
      await database.drop();
      await removeNamespace(namespace);
    },
  };
}
