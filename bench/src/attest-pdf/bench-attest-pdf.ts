import type { CleanUp } from '../clean-up.ts';
import type { Findings } from '../report.ts';
import { type Extent, inRounds } from '../rounds.ts';
import { startWorker, type Worker } from '../worker.ts';
import type { LayingOutTasks } from './laying-out.worker.ts';

const ours = 'attest, as certification lays it out';
const peer = 'pdfkit, laid out by hand';
const figure = 'PDF per second of a core';

/** An attest with its QR code, laid out as PDF on one core. */
export async function benchAttestPdf(extent: Extent, undo: CleanUp): Promise<Findings> {
  // a process each: what one teaches the PDF library is not the other's
  const start = async (): Promise<Worker<LayingOutTasks>> => {
    const worker = await startWorker<LayingOutTasks>(new URL('laying-out.worker.ts', import.meta.url));
    undo.add(worker.stop);
    return worker;
  };
  const [certification, pdfkit] = [await start(), await start()];
  const { seconds } = extent;
  await certification.call('ours', { seconds: 3 });
  await pdfkit.call('byPdfkit', { seconds: 3 });
  return {
    measured: await inRounds(
      [
        { name: ours, measure: () => certification.call('ours', { seconds }) },
        { name: peer, measure: () => pdfkit.call('byPdfkit', { seconds }) },
      ],
      extent.rounds,
    ),
    questions: [
      { of: ours, figure, atLeast: 40 },
      { of: ours, against: peer, figure },
    ],
    remarks: ['one after the other; a second of a core is processor time, garbage collection included'],
  };
}
