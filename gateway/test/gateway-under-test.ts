import { expect } from '@jest/globals';
import { type SendMessage, sendMessage } from '@leerhuis/contracts';
import { createStopList, readConfig } from '@leerhuis/service-runtime';
import {
  backingServices,
  consumeJobs,
  type HttpClient,
  httpClient,
  type JobCollector,
  monitored,
  type ServiceUnderTest,
  serviceUnderTest,
  testLogger,
} from '@leerhuis/testkit';
import { config } from '../src/config.ts';
import { startGateway } from '../src/service.ts';

export const password = 'Sterke-Sleutel-7';
/** Of all copies of the gateway. */
const keySecret = 'a secret of at least thirty-two characters';

export const registration = (email: string, more = {}) => ({
  email,
  password,
  firstName: 'Lena',
  lastName: 'Maes',
  locale: 'nl',
  ...more,
});

export interface Tokens {
  accessToken: string;
  refreshToken: string;
}

/** Somebody of the demo's staff; needs DEMO_ACCOUNTS. */
export async function logInAsStaff({ gateway, logIn }: GatewayUnderTest): Promise<HttpClient> {
  return gateway.http.as((await logIn('staf@demo.leerhuis.test', 'Kantoor-2026!')).accessToken);
}

export interface GatewayUnderTest {
  gateway: ServiceUnderTest;
  mails: JobCollector<SendMessage>;
  /** The token of a link that was mailed and not asked for before. */
  tokenMailedTo(email: string, template: SendMessage['template']): Promise<string>;
  /** Registers an account and confirms its address. */
  confirmed(email: string): Promise<void>;
  logIn(email: string, secret?: string): Promise<Tokens>;
  stop(): Promise<void>;
}

export async function gatewayUnderTest(
  name: string,
  env: Record<string, string> = {},
  clock?: () => Date,
): Promise<GatewayUnderTest> {
  const gateway = await serviceUnderTest({
    name,
    config,
    start: (settings, stops) => startGateway(settings, stops, clock),
    env: { KEY_ENCRYPTION_SECRET: keySecret, SECOND_FACTOR_FOR: 'nobody', ...env },
  });
  const mails = await consumeJobs(gateway.namespace, sendMessage);
  const used = new Set<string>();

  async function tokenMailedTo(email: string, template: SendMessage['template']): Promise<string> {
    const { data } = await mails.waitFor(
      ({ data }) =>
        data.recipient.email === email && data.template === template && !used.has(data.secrets['link'] ?? ''),
    );
    const link = data.secrets['link'] ?? '';
    used.add(link);
    return link.split('/').at(-1) ?? '';
  }

  return {
    gateway,
    mails,
    tokenMailedTo,
    async confirmed(email) {
      expect((await gateway.http.post('/api/v1/accounts', registration(email))).status).toBe(201);
      const token = await tokenMailedTo(email, 'confirm-email');
      expect((await gateway.http.put(`/api/v1/email-confirmations/${token}`)).status).toBe(200);
    },
    async logIn(email, secret = password) {
      const answer = await gateway.http.post<Tokens>('/api/v1/sessions', { email, password: secret });
      expect(answer.status).toBe(201);
      return answer.body;
    },
    async stop() {
      await mails.stop();
      await gateway.stop();
    },
  };
}

/** Another copy of the gateway, on the same database. */
export async function anotherCopy(
  { gateway }: GatewayUnderTest,
  env: Record<string, string>,
  clock: () => Date,
): Promise<{ http: HttpClient; stop: () => Promise<unknown> }> {
  const { kafkaBrokers, rabbitUrl } = await backingServices();
  const stops = createStopList();
  const settings = readConfig(config, {
    ...{ PORT: '0', INTERNAL_PORT: '0', LOG_LEVEL: 'silent', JWKS_URL: gateway.url },
    ...{ KAFKA_BROKERS: kafkaBrokers.join(','), RABBIT_URL: rabbitUrl, NAMESPACE: gateway.namespace },
    MONGO_URL: monitored(gateway.database.url),
    ...{ KEY_ENCRYPTION_SECRET: keySecret, SECOND_FACTOR_FOR: 'nobody', ...env },
  });
  const { port } = await startGateway(settings, stops, clock);
  return { http: httpClient(`http://127.0.0.1:${port}`), stop: () => stops.run(10_000, testLogger) };
}
