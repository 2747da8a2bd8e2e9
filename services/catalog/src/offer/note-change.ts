import type { Tx } from '@leerhuis/outbox';

/** Something that staff did to the catalogue. */
export interface CatalogueChange {
  /** Account of the member of staff, or `start` for what the service did when it started. */
  by: string;
  action:
    | 'imported'
    | 'attest-extended'
    | 'questions-replaced'
    | 'course-withdrawn'
    | 'course-restored'
    | 'media-added';
  /** Code of the course, name of the video, id of the import. */
  subject: string;
  detail: Record<string, string | number>;
}

/** Keeps it in the audit trail, in the transaction that makes the change. */
export type NoteChange = (tx: Tx, change: CatalogueChange) => Promise<void>;
