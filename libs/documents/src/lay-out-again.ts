import { createHash } from 'node:crypto';
import type { NoteAudit } from '@leerhuis/audit';
import type { FileStore } from '@leerhuis/files';
import type { Outbox } from '@leerhuis/outbox';
import { textLayerOf } from './text-layer.ts';

export interface LayingOutAgain {
  files: FileStore;
  transaction: Outbox['transaction'];
  note: NoteAudit;
  /** Who does it: the name of the service. */
  by: string;
}

interface Again {
  /** Of the file. */
  id: string;
  /** For the audit trail. */
  subject: string;
  /** What was kept before was looked at already. */
  since: Date | null;
  render: (old: Buffer) => Promise<Buffer>;
}

/**
 * Lays a kept document out once more. Where the text that programs read in it differs, the new one takes its place, and the audit
 * trail says where the old one is kept; where it is the same the file stays, to the byte.
 * @returns whether it was replaced; false too when nothing was kept
 */
export async function layOutAgain(
  { files, transaction, note, by }: LayingOutAgain,
  { id, subject, since, render }: Again,
): Promise<boolean> {
  const kept = await files.stat(id);
  if (!kept || (since && kept.savedAt < since)) return false;
  const old = Buffer.concat(await kept.open().toArray());
  const again = await render(old);
  if (wordsOf(old) === wordsOf(again)) return false;
  const keptAs = `${id}-replaced-${sha256(old).slice(0, 8)}`;
  const next = `${id}-laid-out-again`;
  const { filename, contentType, metadata = {} } = kept;
  // one that a kill left is of an attempt before, and may differ
  await files.remove(next);
  await files.save(next, again, { filename, contentType, metadata });
  await transaction(async (tx) => {
    await files.replace(id, next, keptAs, tx.session);
    await note(tx, {
      by,
      action: 'document.laid-out-again',
      subject,
      before: { file: keptAs, sha256: sha256(old), bytes: old.length },
      after: { file: id, sha256: sha256(again), bytes: again.length },
      reason: 'the text that programs read in the PDF was not what is printed',
    });
  });
  return true;
}

/** One blank is as good as another: some fonts draw them alike. */
function wordsOf(pdf: Buffer): string {
  return textLayerOf(pdf).join('\n').replace(/\s+/g, ' ');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
