/** What a document of a course is opened by: which bytes, under which name they are kept by the reader, and who reads. */
export interface DocumentAddress {
  /** SHA-256, hexadecimal. */
  fingerprint: string;
  filename: string;
  accountId: string;
}

/** The address of a document for one account, to be signed: learning gives it, catalog answers at it (V-16). */
export function documentAddress({ fingerprint, filename, accountId }: DocumentAddress): string {
  return `/api/v1/documents/${fingerprint}/${encodeURIComponent(filename)}?for=${accountId}`;
}
