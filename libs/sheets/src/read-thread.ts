import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook } from './read-workbook.ts';
import { type Limits, UnreadableWorkbook, type Workbook } from './workbook.ts';

/** What the thread gives: the workbook, or why there is none. */
export type Outcome = { workbook: Workbook } | { reason: UnreadableWorkbook['reason']; at: string | null };

const port = parentPort;
if (!port) throw new Error('this is no program of its own');
const { bytes, limits } = workerData as { bytes: Uint8Array; limits: Limits };

// anything else ends the thread, which says as much
await readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits).then(
  (workbook) => port.postMessage({ workbook } satisfies Outcome),
  (error: unknown) => {
    if (!(error instanceof UnreadableWorkbook)) throw error;
    port.postMessage({ reason: error.reason, at: error.at } satisfies Outcome);
  },
);
