import { setTimeout as delay } from 'node:timers/promises';
import type { Api } from '@leerhuis/demo/api';
import {
  type CourseView,
  given,
  type Journey,
  newJourney,
  type OrderView,
  type PaymentView,
} from '@leerhuis/demo/journey-context';
import { confirm, confirmationMail, logIn, register } from '@leerhuis/demo/steps/account';
import { requestAttest } from '@leerhuis/demo/steps/attest';
import { complete } from '@leerhuis/demo/steps/learn';
import { until } from '@leerhuis/demo/until';
import type { SystemUnderTest } from './system.ts';

/** What the system told its clients was done: all of it must be found afterwards, and nothing else. */
export interface Acknowledged {
  orders: { buyer: Journey; id: string; number: string; courseId: string }[];
  /** Ids of orders whose payment was made at the provider. */
  paid: Set<string>;
  payments: string[];
  attests: { buyer: Journey; id: string; federations: string[] }[];
  /** Repeats of a request that got another answer than the first. */
  contradictions: string[];
}

export interface LoadOptions {
  orders: number;
  clients: number;
  /** Every so many-th order is paid. */
  payEvery: number;
  /** Courses that are completed, up to their attest. */
  completed: number;
  /** Awaited before the n-th order is placed. */
  mayPlace?: (n: number) => Promise<void>;
  onPlaced?: (count: number) => void;
}

const patience = { patience: 120_000, within: 120_000 };

export async function makeBuyers(under: SystemUnderTest, count: number): Promise<Journey[]> {
  const buyers = Array.from({ length: count }, () => newJourney(under.demo, patience));
  await inParallel(4, buyers, async (buyer) => {
    for (const { play } of [register, confirmationMail, confirm, logIn]) await play(buyer);
  });
  return buyers;
}

/** By title, which mixes federations. */
export async function coursesOnSale(api: Api): Promise<CourseView[]> {
  return (await api.get<{ items: CourseView[] }>('/api/v1/courses?limit=100&sort=title')).body.items;
}

/** Places orders with many clients at once, each asked again with its key until it is answered; some twice at the same moment. */
export async function load(under: SystemUnderTest, buyers: Journey[], options: LoadOptions): Promise<Acknowledged> {
  const courses = await coursesOnSale(under.api);
  const pairs = courses.flatMap((course) => buyers.map((buyer) => ({ buyer, course })));
  if (pairs.length < options.orders) throw new Error(`${buyers.length} buyers cannot place ${options.orders} orders`);
  const watching = new Map<Journey, Promise<void>>();
  const done: Acknowledged = { orders: [], paid: new Set(), payments: [], attests: [], contradictions: [] };
  const wishes = pairs.slice(0, options.orders).map((pair, n) => ({ ...pair, n }));
  const completing = evenly(
    wishes.filter(({ course }) => isAttestedToday(course)).map(({ n }) => n),
    options.completed,
  );
  await inParallel(options.clients, wishes, async ({ buyer, course, n }) => {
    await options.mayPlace?.(n);
    const order = await place(buyer, course, n, done);
    options.onPlaced?.(done.orders.length);
    if (n % options.payEvery === 0) await pay(under, buyer, order, done);
    if (!completing.delete(n)) return;
    // a learner watches one course at a time
    const turn = (watching.get(buyer) ?? Promise.resolve()).then(() => completeAndAttest(buyer, course, done));
    watching.set(buyer, turn);
    await turn;
  });
  return done;
}

async function place(buyer: Journey, { id: courseId }: CourseView, n: number, done: Acknowledged): Promise<OrderView> {
  const call = {
    body: { lines: [{ courseId }], immediateAccessConsent: true, activateNow: true },
    idempotencyKey: `load-${buyer.person.email}-${courseId}`,
    expect: 201,
  };
  const learner = given(buyer, 'learner');
  const ask = () => learner.post<OrderView>('/api/v1/orders', call);
  const [first, ...others] = await Promise.all([ask(), ...(n % 10 === 0 ? [ask()] : [])]);
  if (n % 5 === 0) others.push(await ask());
  for (const { body } of others)
    if (body.id !== first.body.id || body.proForma.number !== first.body.proForma.number)
      done.contradictions.push(`${call.idempotencyKey}: ${first.body.proForma.number} and ${body.proForma.number}`);
  const { id, proForma } = first.body;
  done.orders.push({ buyer, id, number: proForma.number, courseId });
  return first.body;
}

async function pay(under: SystemUnderTest, buyer: Journey, { id }: OrderView, done: Acknowledged): Promise<void> {
  const { body } = await given(buyer, 'learner').post<PaymentView>(`/api/v1/orders/${id}/payments`, {
    body: { method: 'ideal' },
    idempotencyKey: `pay-${id}`,
  });
  const providerId = body.checkoutUrl?.split('/').at(-1) ?? '';
  const answer = await fetch(`${under.demo.paymentSandboxUrl}/sandbox/payments/${providerId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'paid' }),
  });
  if (!answer.ok) throw new Error(`the payment sandbox gave ${answer.status}: ${await answer.text()}`);
  done.paid.add(id);
  done.payments.push(providerId);
}

/** Buyers are members of OVB and FBC; some courses of the demo have had their day. */
function isAttestedToday({ accreditations }: CourseView): boolean {
  const today = new Date().toISOString().slice(0, 10);
  return accreditations.some(({ federation, attestUntil }) => federation === 'OVB' && attestUntil > today);
}

/** So many of a list, spread over it. */
function evenly<T>(list: readonly T[], count: number): Set<T> {
  const step = Math.max(1, Math.floor(list.length / count));
  return new Set(list.filter((_, n) => n % step === 0).slice(0, count));
}

async function completeAndAttest(buyer: Journey, course: CourseView, done: Acknowledged): Promise<void> {
  const learner = given(buyer, 'learner');
  const enrolmentId = await until(
    `the enrolment in ${course.code}`,
    async () => {
      type Enrolled = { id: string; courseId: string; state: string };
      const { body } = await learner.get<{ items: Enrolled[] }>('/api/v1/enrolments?limit=100');
      return body.items.find(({ courseId, state }) => courseId === course.id && state !== 'not-activated')?.id;
    },
    patience.within,
  );
  const courses = { 'before-payment': course, payment: course, credit: course };
  const at: Journey = { ...buyer, courses, enrolments: { payment: enrolmentId }, attests: {} };
  await complete(at, 'payment');
  const { id, federations } = await requestAttest(at, 'payment');
  done.attests.push({ buyer, id, federations: federations.map(({ federation }) => federation) });
}

/** Works off a list with so many hands. */
async function inParallel<T>(hands: number, list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...list];
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
    }),
  );
}

/** Kills a part the hard way and waits until the launcher has it running again. */
export async function killAndWait({ system }: SystemUnderTest, part: Parameters<typeof system.kill>[0]): Promise<void> {
  const before = system.pid(part);
  system.kill(part, 'SIGKILL');
  for (let waited = 0; waited < 60_000; waited += 100) {
    const now = system.pid(part);
    if (now !== undefined && now !== before) return;
    await delay(100);
  }
  throw new Error(`${part} was not started again`);
}

/** Longer than the lease of a relay and the membership of a consumer: both are lost meanwhile. */
const suspendedMs = 10_000;

/** Lets a part sleep, as a machine that is moved or swaps does, and wake up with what it had in hand. */
export async function suspend({ system }: SystemUnderTest, part: Parameters<typeof system.kill>[0]): Promise<void> {
  system.kill(part, 'SIGSTOP');
  await delay(suspendedMs);
  system.kill(part, 'SIGCONT');
}
