import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  type AccountSnapshot,
  accountRegisteredV1,
  allEvents,
  coursePublishedV1,
  creditPackagePublishedV1,
  newEvent,
  type SendMessage,
  sendMessage,
} from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import {
  consumeEvents,
  consumeJobs,
  type EventCollector,
  eventually,
  type HttpClient,
  httpClient,
  type JobCollector,
  publishEvents,
  type ServiceUnderTest,
  serviceUnderTest,
  tokenFor,
} from '@leerhuis/testkit';
import { config } from '../src/config.ts';
import { startOrders } from '../src/service.ts';
import { courseSnapshot, packageSnapshot } from './catalogue.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const apiKey = 'test_key_of_the_component_test';

/** The whole service with the payment sandbox beside it, and somebody in the gateway's place who lets webhooks in. */
export interface OrdersUnderTest {
  service: ServiceUnderTest;
  sandbox: Sandbox;
  mails: JobCollector<SendMessage>;
  events: EventCollector;
  /** Ids that webhooks brought, in order of arrival. */
  webhooks: string[];
  courseIds: string[];
  packageId: string;
  /** Registers a buyer and waits until the service knows them. */
  buyer(more?: Partial<AccountSnapshot>): Promise<Buyer>;
  staff(): Promise<HttpClient>;
  /** What the provider calls a payment of ours; it is in the address of the checkout page. */
  providerIdOf(payment: { checkoutUrl: string | null }): string;
  stop(): Promise<void>;
}

export interface Buyer {
  accountId: string;
  email: string;
  http: HttpClient;
}

export interface Sandbox {
  url: string;
  /** Takes the payment to a status, as the payer would. */
  set(providerPaymentId: string, status: string): Promise<void>;
  /** Something else that payers, banks or people in its dashboard do; gives its answer. */
  call<T>(path: string, body: unknown): Promise<T>;
  behave(behaviour: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function ordersUnderTest(env: Record<string, string> = {}): Promise<OrdersUnderTest> {
  const webhooks: string[] = [];
  let service: ServiceUnderTest | undefined;
  const door = await openDoor(async (body) => {
    webhooks.push(new URLSearchParams(body).get('id') ?? '');
    const raw = { content: body, contentType: 'application/x-www-form-urlencoded' };
    const answer = await service?.http.post('/api/v1/webhooks/payments', undefined, { raw });
    return answer?.status ?? 503;
  });
  const sandbox = await startSandbox();
  service = await serviceUnderTest({
    name: 'orders',
    config,
    start: startOrders,
    env: {
      PAYMENT_API_URL: `${sandbox.url}/v2`,
      PAYMENT_API_KEY: apiKey,
      PUBLIC_URL: door.url,
      PAYMENT_POLL_SECONDS: '3600',
      CREDIT_LAPSE_SECONDS: '1',
      ...env,
    },
  });
  const { namespace, url } = service;
  const mails = await consumeJobs(namespace, sendMessage);
  const published = allEvents.filter(({ owner }) => owner === 'orders');
  const events = await consumeEvents(namespace, published);

  const courses = [courseSnapshot({ minutes: 120, price: 9_500 }), courseSnapshot({ minutes: 60, price: 4_999 })];
  const hours = packageSnapshot({ minutes: 600, price: 45_000 });
  await publishEvents(
    namespace,
    [coursePublishedV1, creditPackagePublishedV1],
    [
      ...courses.map((data) =>
        newEvent(coursePublishedV1, { id: newId(), subject: data.courseId, time: new Date(), data }),
      ),
      newEvent(creditPackagePublishedV1, {
        id: newId(),
        subject: hours.creditPackageId,
        time: new Date(),
        data: hours,
      }),
    ],
  );

  async function buyer(more: Partial<AccountSnapshot> = {}): Promise<Buyer> {
    const accountId = newId();
    const data = accountSnapshot(accountId, more);
    const event = newEvent(accountRegisteredV1, { id: newId(), subject: accountId, time: new Date(), data });
    // a fact may come twice
    await publishEvents(namespace, [accountRegisteredV1], [event, event]);
    const http = httpClient(url, await tokenFor({ accountId }));
    const wanted = {
      lines: [...courses.map(({ courseId }) => ({ courseId })), { creditPackageId: hours.creditPackageId }],
    };
    await eventually(async () => (await http.put('/api/v1/cart', wanted)).status === 200, { within: 60_000 });
    await http.delete('/api/v1/cart');
    const known = service?.database.connection.collection('accounts');
    await eventually(() => known?.findOne({ email: data.email }), { within: 60_000 });
    return { accountId, email: data.email, http };
  }

  return {
    service,
    sandbox,
    mails,
    events,
    webhooks,
    buyer,
    courseIds: courses.map(({ courseId }) => courseId),
    packageId: hours.creditPackageId,
    staff: async () => httpClient(url, await tokenFor({ accountId: newId(), roles: ['staff'] })),
    providerIdOf: ({ checkoutUrl }) => /tr_\w+/.exec(checkoutUrl ?? '')?.[0] ?? '',
    async stop() {
      await events.stop();
      await mails.stop();
      await service?.stop();
      await sandbox.stop();
      await door.close();
    },
  };
}

export function accountSnapshot(accountId: string, more: Partial<AccountSnapshot>): AccountSnapshot {
  return {
    accountId,
    revision: 1,
    email: `${accountId}@voorbeeld.be`,
    emailConfirmed: true,
    firstName: 'Ann',
    lastName: 'Peeters',
    locale: 'nl',
    memberships: [],
    company: null,
    address: { street: 'Kouter 1', postalCode: '9000', city: 'Gent', country: 'BE' },
    roles: ['learner'],
    changedAt: new Date().toISOString(),
    ...more,
  };
}

/** What the provider calls; stands where the gateway would. */
async function openDoor(
  onWebhook: (body: string) => Promise<number>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void onWebhook(Buffer.concat(chunks).toString()).then((status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function startSandbox(): Promise<Sandbox> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const call = async <T = unknown>(path: string, body: unknown): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the sandbox says ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  let child: ChildProcess | undefined;
  const sandbox: Sandbox = {
    url,
    call,
    set: async (id, status) => void (await call(`/sandbox/payments/${id}`, { status })),
    behave: async (behaviour) => void (await call('/sandbox/behaviour', behaviour)),
    async start() {
      child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', 'sandboxes/payment/src/main.ts'], {
        cwd: root,
        stdio: process.env['TEST_LOG'] ? 'inherit' : 'ignore',
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          PORT: String(port),
          PUBLIC_URL: url,
          PAYMENT_API_KEY: apiKey,
          REFUND_STEP_MS: '50',
          LOG_LEVEL: 'warn',
        },
      });
      await eventually(async () => (await fetch(`${url}/health/ready`)).ok, { within: 60_000 });
    },
    async stop() {
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await ended;
    },
  };
  await sandbox.start();
  return sandbox;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
