import type { Worker } from 'node:worker_threads';
import { startThread } from '@leerhuis/service-runtime';
import type { IssuedDocument } from './domain/document.ts';
import type { Rendered } from './render-thread.ts';

export interface Renderer {
  /** @param urgent somebody is waiting for it: before all that is laid out in advance */
  render(document: IssuedDocument, urgent: boolean): Promise<Buffer>;
  stop(): Promise<void>;
}

interface Waiting {
  document: IssuedDocument;
  resolve(pdf: Buffer): void;
  reject(error: Error): void;
}

/** Fonts and layout engine weigh some 60 MB, which an idle service need not carry. */
const idleMs = 30_000;

/**
 * Lays out PDFs in a thread of its own, one at a time: it takes tens of milliseconds of computing, for which no customer
 * should have to wait. The thread comes with the first document and goes when there is nothing more to do.
 */
export function createRenderer(): Renderer {
  const waiting: Waiting[] = [];
  let current: Waiting | undefined;
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;

  function next(): void {
    if (current) return;
    clearTimeout(idle);
    current = waiting.shift();
    if (!current) {
      idle = setTimeout(() => void end(), idleMs).unref();
      return;
    }
    thread ??= begin();
    thread.postMessage(current.document);
  }

  function begin(): Worker {
    const started = startThread(import.meta.url, './render-thread');
    started.on('message', (rendered: Rendered) => {
      if ('pdf' in rendered) settle((waiter) => waiter.resolve(Buffer.from(rendered.pdf)));
      else settle((waiter) => waiter.reject(new Error(rendered.error)));
    });
    started.on('error', (error) => lose(started, error));
    started.on('exit', () => lose(started, new Error('the render thread ended')));
    started.unref();
    return started;
  }

  function settle(how: (waiter: Waiting) => void): void {
    const settled = current;
    current = undefined;
    if (settled) how(settled);
    next();
  }

  /** Only the document in hand suffers; the next one gets a new thread. */
  function lose(lost: Worker, error: unknown): void {
    if (thread !== lost) return;
    thread = undefined;
    settle((waiter) => waiter.reject(error instanceof Error ? error : new Error(String(error))));
  }

  async function end(): Promise<void> {
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  }

  return {
    render: (document, urgent) =>
      new Promise((resolve, reject) => {
        const waiter = { document, resolve, reject };
        if (urgent) waiting.unshift(waiter);
        else waiting.push(waiter);
        next();
      }),
    async stop() {
      clearTimeout(idle);
      const ended = new Error('the service stops');
      for (const waiter of waiting.splice(0)) waiter.reject(ended);
      const last = current;
      current = undefined;
      last?.reject(ended);
      await end();
    },
  };
}
