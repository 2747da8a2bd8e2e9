import { once } from 'node:events';
import { startThread } from '@leerhuis/service-runtime';
import type { Outcome } from './read-thread.ts';
import { type Limits, UnreadableWorkbook, usualLimits, type Workbook } from './workbook.ts';

export interface ApartOptions {
  limits?: Limits;
  /** What the thread may use of memory; 256 MB unless told. */
  megabytes?: number;
  /** How long it may take; 20 s unless told. */
  milliseconds?: number;
}

/**
 * Reads a workbook that somebody sent in a thread of its own, with limits on memory and time: whatever the file does, it
 * does it to that thread, and everybody else is served meanwhile.
 * @throws UnreadableWorkbook `too-costly` when the limits were reached
 */
export async function readWorkbookApart(bytes: Buffer, options: ApartOptions = {}): Promise<Workbook> {
  const { limits = usualLimits, megabytes = 256, milliseconds = 20_000 } = options;
  const thread = startThread(import.meta.url, './read-thread', {
    workerData: { bytes, limits },
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 },
  });
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), milliseconds);
  try {
    const { signal } = ended;
    const [outcome] = (await Promise.race([
      once(thread, 'message', { signal }),
      once(thread, 'exit', { signal }).then(() => Promise.reject(new Error('the thread ended'))),
    ])) as [Outcome];
    if ('workbook' in outcome) return outcome.workbook;
    throw new UnreadableWorkbook(outcome.reason, outcome.at);
  } catch (error) {
    throw error instanceof UnreadableWorkbook ? error : new UnreadableWorkbook('too-costly', null, error);
  } finally {
    clearTimeout(timer);
    ended.abort();
    await thread.terminate();
  }
}
