import type { Worker } from 'node:worker_threads';
import { startThread } from '@leerhuis/service-runtime';
import type { IssuedDocument } from './domain/document.ts';
import type { Rendered } from './render-thread.ts';

export interface Renderer {
  /**
   * @param urgent somebody is waiting for it: before all that is laid out in advance
   * @param late it has waited for long, and must not wait for a quiet machine
   */
  render(document: IssuedDocument, urgent: boolean, late?: boolean): Promise<Buffer>;
  stop(): Promise<void>;
}

interface Waiting {
  document: IssuedDocument;
  late: boolean;
  resolve(pdf: Buffer): void;
  reject(error: Error): void;
}

/** Fonts and layout engine weigh some 60 MB a thread, which an idle service need not carry. */
const idleMs = 30_000;

/** One thread, and the document that it has in hand. */
interface Hand {
  isCalm: boolean;
  thread: Worker | undefined;
  current: Waiting | undefined;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Lays out PDFs in a thread of its own, one at a time: it takes tens of milliseconds of computing, for which no customer
 * should have to wait. That thread lets everybody else go first, so on a busy machine paper falls behind: what is late has
 * a second thread help, which does not. Threads come with their first document and go when there is nothing more to do.
 */
export function createRenderer(): Renderer {
  const waiting: Waiting[] = [];
  const hand = (isCalm: boolean): Hand => ({ isCalm, thread: undefined, current: undefined, idle: undefined });
  const hands = [hand(true), hand(false)];

  function next(): void {
    for (const one of hands) {
      if (one.current) continue;
      clearTimeout(one.idle);
      // the second helps while there is something late, with whatever is first in line
      one.current = one.isCalm || waiting.some(({ late }) => late) ? waiting.shift() : undefined;
      if (one.current) {
        one.thread ??= begin(one);
        one.thread.postMessage(one.current.document);
      } else one.idle = setTimeout(() => void end(one), idleMs).unref();
    }
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
    render: (document, urgent, late = false) =>
      new Promise((resolve, reject) => {
        const waiter = { document, late, resolve, reject };
        if (urgent) waiting.unshift(waiter);
        else waiting.push(waiter);
        next();
      }),
    async stop() {
      const ended = new Error('the service stops');
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
