import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@leerhuis/backing-services';
import { type Api, openApi } from '@leerhuis/demo/api';
import { giveSecondFactor } from '@leerhuis/demo/demo-passkey';
import type { Journey } from '@leerhuis/demo/journey-context';
import type { RunningSystem as DemoSystem } from '@leerhuis/demo/running-system';
import { type PartName, parts, type RunningSystem, startSystem } from '@leerhuis/launcher';
import { removeNamespace } from '@leerhuis/testkit';
import { type SpanCollector, startSpanCollector } from './span-collector.ts';

/** The whole system as processes of its own, beside whatever else runs on this machine. */
export interface SystemUnderTest {
  system: RunningSystem;
  demo: DemoSystem;
  spans: SpanCollector;
  api: Api;
  logIn(email: string, password: string): Promise<{ api: Api; accountId: string; token: string }>;
  /** The journey that was played to its end; whoever needs one may use what it left. */
  journey: Journey | undefined;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const databases = parts.filter((part) => part.database).map(({ name }) => name);

/** Limits per address are for strangers; here everything comes from one address. */
const limits: Partial<Record<PartName, Record<string, string>>> = {
  gateway: {
    REQUESTS_PER_SECOND: '100000',
    REGISTRATIONS_PER_HOUR: '100000',
    WRONG_SECRETS_PER_QUARTER: '100000',
    // time is moved while videos are watched
    ACCESS_TOKEN_SECONDS: '3600',
  },
  mail: { MAX_MAILS: '20000' },
  catalog: { SUGGESTIONS_PER_HOUR: '100000' },
  learning: { QUESTIONS_PER_DAY: '100000' },
  orders: { PAYMENT_POLL_SECONDS: '2' },
  certification: { REGISTRATION_RUN: 'manual' },
};

export interface UnderTestOptions {
  /** Instead of the usual ones, for some parts. */
  variables?: Partial<Record<PartName, Record<string, string>>>;
}

export async function startSystemUnderTest(
  log: (line: string) => void = () => {},
  { variables = {} }: UnderTestOptions = {},
): Promise<SystemUnderTest> {
  const namespace = `e2e${randomUUID().slice(0, 8)}`;
  const dataDir = join(root, '.leerhuis', namespace);
  const spans = await startSpanCollector();
  const variablesOfPorts = [...parts.flatMap((part) => part.ports.map(({ variable }) => variable)), 'CLOCK_PORT'];
  const ports = await Promise.all(variablesOfPorts.map(async (variable) => [variable, `${await freePort()}`] as const));
  const env = {
    ...process.env,
    ...Object.fromEntries(ports),
    LOG_LEVEL: 'warn',
    OTEL_EXPORTER_OTLP_ENDPOINT: spans.url,
    OTEL_BSP_SCHEDULE_DELAY: '500',
    // nobody waits while a video plays; time never goes back, but all of this system is its own
    LEERHUIS_SHARED_CLOCK: 'true',
  };
  const ofParts = Object.fromEntries(parts.map(({ name }) => [name, { ...limits[name], ...variables[name] }]));
  const system = await startSystem({ dataDir, namespace, log, env, variables: ofParts }).catch((error: unknown) => {
    spans.stop();
    throw error;
  });
  const { gatewayUrl, mailUrl, paymentSandboxUrl, clockUrl, backing } = system;
  const api = openApi({ baseUrl: gatewayUrl, patience: 60_000, locale: 'nl' });
  return {
    system,
    spans,
    api,
    journey: undefined,
    demo: {
      gatewayUrl,
      mailUrl,
      paymentSandboxUrl,
      rabbitUrl: backing.rabbitmq.url,
      namespace,
      clockUrl: clockUrl ?? undefined,
    },
    async logIn(email, password) {
      type Login = { accessToken: string; accountId: string; secondFactor: string };
      const { body } = await api.post<Login>('/api/v1/sessions', { body: { email, password } });
      const { accountId, accessToken, secondFactor } = body;
      const token = secondFactor === 'needed' ? await giveSecondFactor(api.as(accessToken)) : accessToken;
      return { api: api.as(token), accountId, token };
    },
    async stop() {
      await system.stop();
      // shared servers stay; what was put there goes
      if (backing.mongodb.how === 'environment' || backing.mongodb.how === 'running') {
        await backing.mongodb.drop(databases.map((name) => `${namespace}-leerhuis-${name}`));
        await removeNamespace(namespace);
      }
      spans.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const staffLogin = ['staf@demo.leerhuis.test', 'Kantoor-2026!'] as const;
export const accountantLogin = ['comptable@demo.leerhuis.test', 'Chiffres-2026!'] as const;
export const mediatorLogin = ['mediator@demo.leerhuis.test', 'Gesprek-2026!'] as const;
