import type { CourseDocument } from '../../courses/domain/course.ts';

/** A file that courses may give their learners. Another content under its name takes its place, with the same id. */
export interface StoredDocument extends Pick<CourseDocument, 'documentId' | 'filename' | 'contentType' | 'size'> {
  /** SHA-256 of what it holds now, hexadecimal. */
  fingerprint: string;
  addedAt: Date;
  /** When it got the content that it has now. */
  changedAt: Date;
}

const office = 'application/vnd.openxmlformats-officedocument';

/** What a document may be, by the ending of its name. */
export const documentTypes = {
  pdf: 'application/pdf',
  docx: `${office}.wordprocessingml.document`,
  pptx: `${office}.presentationml.presentation`,
  xlsx: `${office}.spreadsheetml.sheet`,
} as const;
export type DocumentEnding = keyof typeof documentTypes;

/** Why a file is no document that learners may be given. */
export type DocumentRefusal =
  | { refused: 'empty' }
  | { refused: 'not-what-it-says'; ending: DocumentEnding }
  | { refused: 'has-macros' | 'has-scripts' | 'points-outside' | 'has-password' | 'unpacks-too-large' };

/** The ending of a name that may be a document's. */
export function endingOf(filename: string): DocumentEnding {
  return filename.slice(filename.lastIndexOf('.') + 1).toLowerCase() as DocumentEnding;
}

export const typeOf = (filename: string) => documentTypes[endingOf(filename)];

/** What becomes of a file beside the one that its name has. */
export function putDocument(
  known: StoredDocument | null,
  { filename, size, fingerprint }: Pick<StoredDocument, 'filename' | 'size' | 'fingerprint'>,
  { now, newId }: { now: Date; newId: () => string },
): { outcome: 'created' | 'replaced' | 'unchanged'; document: StoredDocument } {
  if (known?.fingerprint === fingerprint) return { outcome: 'unchanged', document: known };
  const content = { filename, contentType: typeOf(filename), size, fingerprint, changedAt: now };
  if (known) return { outcome: 'replaced', document: { ...known, ...content } };
  return { outcome: 'created', document: { documentId: newId(), ...content, addedAt: now } };
}
