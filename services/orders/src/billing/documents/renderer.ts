import { performance } from 'node:perf_hooks';
import type { Worker } from 'node:worker_threads';
import { startThread } from '@leerhuis/service-runtime';
import type { IssuedDocument } from './domain/document.ts';
import type { Rendered } from './render-thread.ts';

export interface Renderer {
  /**
   * @param urgent somebody is waiting for it: before all that is laid out in advance
   * @param waited for how many milliseconds it has waited already, elsewhere
   */
  render(document: IssuedDocument, urgent: boolean, waited?: number): Promise<Buffer>;
  stop(): Promise<void>;
}

interface Waiting {
  document: IssuedDocument;
  urgent: boolean;
  /** From then on it doesn't wait for a quiet moment. */
  lateFrom: number;
  resolve(pdf: Buffer): void;
  reject(error: Error): void;
}

/** Fonts and layout engine weigh some 60 MB a thread, which an idle service need not carry. */
const idleMs = 30_000;

/** Mails have come a minute after what they are about; what has waited for this long no longer lets everybody go first. */
const lateAfterMs = 10_000;
const lookAgainMs = 50;

/** One thread, and the document that it has in hand. */
interface Hand {
  isCalm: boolean;
  thread: Worker | undefined;
  current: Waiting | undefined;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Lays out PDFs in a thread of its own, one at a time: it takes tens of milliseconds of computing, for which no customer
 * should have to wait. What can wait does so while the service has its hands full, and that thread lets everybody else go
 * first, so in a rush paper falls behind: what is late waits no more, and has a second thread help. Threads come with their first document and go when there is nothing more to do.
 */
export function createRenderer(isBusy = handsFull()): Renderer {
  const waiting: Waiting[] = [];
  const hand = (isCalm: boolean): Hand => ({ isCalm, thread: undefined, current: undefined, idle: undefined });
  const hands = [hand(true), hand(false)];
  let lookAgain: NodeJS.Timeout | undefined;

  function next(): void {
    for (const one of hands) {
      if (one.current) continue;
      clearTimeout(one.idle);
      one.current = mayTake(one) ? waiting.shift() : undefined;
      if (one.current) {
        one.thread ??= begin(one);
        one.thread.postMessage(one.current.document);
      } else one.idle = setTimeout(() => void end(one), idleMs).unref();
    }
    clearTimeout(lookAgain);
    if (waiting.length > 0) lookAgain = setTimeout(next, lookAgainMs).unref();
  }

  /** The second helps while there is something late, with whatever is first in line. */
  function mayTake({ isCalm }: Hand): boolean {
    const now = performance.now();
    if (waiting.some(({ lateFrom }) => lateFrom <= now)) return true;
    const [first] = waiting;
    return isCalm && first !== undefined && (first.urgent || !isBusy());
  }

  function begin(one: Hand): Worker {
    const started = startThread(import.meta.url, './render-thread', { workerData: { isCalm: one.isCalm } });
    started.on('message', (rendered: Rendered) => {
      if ('pdf' in rendered) settle(one, (waiter) => waiter.resolve(Buffer.from(rendered.pdf)));
      else settle(one, (waiter) => waiter.reject(new Error(rendered.error)));
    });
    started.on('error', (error) => lose(one, started, error));
    started.on('exit', () => lose(one, started, new Error('the render thread ended')));
    started.unref();
    return started;
  }

  function settle(one: Hand, how: (waiter: Waiting) => void): void {
    const settled = one.current;
    one.current = undefined;
    if (settled) how(settled);
    next();
  }

  /** Only the document in hand suffers; the next one gets a new thread. */
  function lose(one: Hand, lost: Worker, error: unknown): void {
    if (one.thread !== lost) return;
    one.thread = undefined;
    settle(one, (waiter) => waiter.reject(error instanceof Error ? error : new Error(String(error))));
  }

  async function end(one: Hand): Promise<void> {
    const ending = one.thread;
    one.thread = undefined;
    await ending?.terminate();
  }

  return {
    render: (document, urgent, waited = 0) =>
      new Promise((resolve, reject) => {
        const lateFrom = performance.now() + lateAfterMs - waited;
        const waiter = { document, urgent, lateFrom, resolve, reject };
        if (urgent) waiting.unshift(waiter);
        else waiting.push(waiter);
        next();
      }),
    async stop() {
      const ended = new Error('the service stops');
      clearTimeout(lookAgain);
      for (const waiter of waiting.splice(0)) waiter.reject(ended);
      for (const one of hands) {
        clearTimeout(one.idle);
        const last = one.current;
        one.current = undefined;
        last?.reject(ended);
        await end(one);
      }
    },
  };
}

/** Whether this process has been at work for most of its recent time. */
function handsFull(): () => boolean {
  let last = performance.eventLoopUtilization();
  let lookedAt = performance.now();
  let isFull = false;
  return () => {
    if (performance.now() - lookedAt >= lookAgainMs) {
      const now = performance.eventLoopUtilization();
      isFull = performance.eventLoopUtilization(now, last).utilization > 0.5;
      last = now;
      lookedAt = performance.now();
    }
    return isFull;
  };
}
