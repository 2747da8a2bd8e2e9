import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { renderPdf } from '@leerhuis/documents';
import type { IssuedDocument } from './domain/document.ts';
import { layOut } from './lay-out.ts';

/** One document in, its PDF or what went wrong out. */
export type Rendered = { pdf: Uint8Array } | { error: string };

const port = parentPort;
if (!port) throw new Error('the render thread is no program of its own');
// of this thread only (Linux): paper can wait, customers and the database go first
if ((workerData as { isCalm: boolean }).isCalm) setPriority(19);

port.on('message', (document: IssuedDocument) => {
  const rendering = Promise.resolve(document).then(layOut).then(renderPdf);
  rendering.then(
    (pdf) => port.postMessage({ pdf } satisfies Rendered),
    (error: unknown) => port.postMessage({ error: String(error) } satisfies Rendered),
  );
});
