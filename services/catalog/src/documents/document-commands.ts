import { createHash } from 'node:crypto';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { renewDocument } from '../courses/domain/change-course.ts';
import { documentInUse, documentProblem } from './document-problems.ts';
import type { Handing } from './documents.ts';
import { endingOf, putDocument, type StoredDocument, typeOf } from './domain/document.ts';
import { inspectDocument } from './inspect-document.ts';

type Kept = Pick<StoredDocument, 'filename' | 'size' | 'fingerprint'>;

/**
 * Keeps the bytes of a document, under their fingerprint, before the transaction that names them.
 * @throws Problem 422 when they are not what the name says, or not to be given to anybody
 */
export async function keepDocument({ documents }: Handing, filename: string, bytes: Buffer): Promise<Kept> {
  const refused = await inspectDocument(bytes, endingOf(filename));
  if (refused) throw documentProblem(refused);
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  await documents.files.save(fingerprint, bytes, { filename, contentType: typeOf(filename) });
  return { filename, size: bytes.length, fingerprint };
}

/** Adds a document, or puts this content in the place of what its name had, in every course that has it. */
export async function addDocument(
  { documents, courses, packages, audit, newId }: Handing,
  tx: Tx,
  kept: Kept,
  by: string,
): Promise<ReturnType<typeof putDocument>> {
  // imports wait: one at the same time would give a course what was here before
  await packages.guardPrices(tx);
  const known = await documents.get(kept.filename, tx);
  const put = putDocument(known, kept, { now: tx.now, newId });
  if (put.outcome === 'unchanged') return put;
  await documents.put(tx, put.document);
  for (const before of known ? await courses.withDocument(tx, kept.filename) : []) {
    const after = renewDocument(before, put.document, tx.now);
    if (after !== before) await courses.save(tx, before, after);
  }
  await audit.note(tx, {
    by,
    action: put.outcome === 'created' ? 'document-added' : 'document-replaced',
    subject: kept.filename,
    before: known && notedOf(known),
    after: notedOf(put.document),
  });
  return put;
}

/** Takes a document away that no course has. @throws Problem 404; 409 while courses have it */
export async function removeDocument(
  { documents, courses, packages, audit }: Handing,
  tx: Tx,
  filename: string,
  by: string,
): Promise<void> {
  await packages.guardPrices(tx);
  const known = await documents.get(filename, tx);
  if (!known) throw notFound();
  const users = await courses.withDocument(tx, filename);
  if (users.length > 0) throw documentInUse(users.map(({ code }) => code));
  await documents.remove(tx, filename);
  await audit.note(tx, { by, action: 'document-removed', subject: filename, before: notedOf(known), after: null });
}

const notedOf = ({ size, fingerprint }: Kept) => ({ size, fingerprint });
