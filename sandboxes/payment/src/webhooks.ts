import type { Behaviour } from './behaviour.ts';
import type { Journal } from './journal.ts';
import type { Payment } from './payment.ts';

export interface Webhook {
  id: string;
  paymentId: string;
  /** The payment's status when it became due; the call itself says the id only. */
  paymentStatus: string;
  url: string;
  dueAt: string;
  state: 'waiting' | 'delivered' | 'given-up' | 'lost';
  attempts: { at: string; status: number | null; error: string | null }[];
}

/** Calls the merchant, as Mollie does: a form with the id, again and again until it is answered with 2xx. */
export interface Webhooks {
  tell(payment: Payment): void;
  /** Newest first. */
  sent(): Webhook[];
  /** Sends what was held back to be turned around. */
  flush(): void;
  /** Takes up what was waiting when the process died. */
  resume(): void;
  stop(): void;
}

const timeoutMs = 15_000;
/** Older ones are forgotten. */
const remembered = 5_000;

export function createWebhooks(options: {
  journal: Journal;
  records: Map<string, unknown[]>;
  behaviour: Behaviour;
  retriesMs: number[];
  clock: () => Date;
}): Webhooks {
  const { journal, behaviour, retriesMs, clock } = options;
  const webhooks = new Map((options.records.get('webhook') ?? []).map((one) => [(one as Webhook).id, one as Webhook]));
  const timers = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();
  let serial = webhooks.size;
  let held: Webhook[] = [];

  function save(webhook: Webhook): void {
    journal.write('webhook', webhook);
    webhooks.set(webhook.id, webhook);
    const [oldest] = webhooks.keys();
    if (webhooks.size > remembered && oldest !== undefined) webhooks.delete(oldest);
  }

  function after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  }

  async function deliver(webhook: Webhook): Promise<void> {
    const at = clock().toISOString();
    const result = await call(webhook.url, webhook.paymentId, stopping.signal);
    if (stopping.signal.aborted) return; // taken up by the next start
    const attempts = [...webhook.attempts, { at, ...result }];
    const ok = result.status !== null && result.status >= 200 && result.status < 300;
    const wait = retriesMs[attempts.length - 1];
    const state = ok ? 'delivered' : wait === undefined ? 'given-up' : 'waiting';
    const changed: Webhook = { ...webhook, attempts, state };
    save(changed);
    if (state === 'waiting' && wait !== undefined) after(wait, () => void deliver(changed));
  }

  function flush(): void {
    for (const webhook of held.splice(0).reverse()) void deliver(webhook);
  }

  function send(webhook: Webhook): void {
    const { webhooks: mode, delayMs, times } = behaviour.current;
    if (mode === 'late') {
      after(delayMs, () => void deliver(webhook));
    } else if (mode === 'reordered') {
      held.push(webhook);
      if (held.length >= times) flush();
      else after(delayMs, flush);
    } else {
      void deliver(webhook);
    }
  }

  function create(payment: Payment, url: string): Webhook {
    serial += 1;
    const lost = behaviour.current.webhooks === 'lost';
    const webhook: Webhook = {
      id: `wh_${serial}`,
      paymentId: payment.id,
      paymentStatus: payment.status,
      url,
      dueAt: clock().toISOString(),
      state: lost ? 'lost' : 'waiting',
      attempts: [],
    };
    save(webhook);
    return webhook;
  }

  return {
    tell(payment) {
      if (payment.webhookUrl === null) return;
      const copies = behaviour.current.webhooks === 'repeated' ? behaviour.current.times : 1;
      for (let n = 0; n < copies; n++) {
        const webhook = create(payment, payment.webhookUrl);
        if (webhook.state === 'waiting') send(webhook);
      }
    },
    flush,
    sent: () => [...webhooks.values()].reverse(),
    resume() {
      for (const webhook of webhooks.values()) if (webhook.state === 'waiting') void deliver(webhook);
    },
    stop() {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      held = [];
    },
  };
}

async function call(
  url: string,
  paymentId: string,
  signal: AbortSignal,
): Promise<{ status: number | null; error: string | null }> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'user-agent': 'Leerhuis payment sandbox' },
      body: new URLSearchParams({ id: paymentId }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await answer.arrayBuffer();
    return { status: answer.status, error: null };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: null, error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Whether webhooks may go there: the sandbox must not become a way to reach other machines. */
export function isAllowedHost(url: string, hosts: readonly string[]): boolean {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hosts.includes(hostname);
}
