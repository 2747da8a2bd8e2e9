import type { AuditStore } from '@leerhuis/audit';
import type { Provider } from '@leerhuis/provider';
import type { Parts } from '@leerhuis/service-parts';
import type { CourseStore } from '../courses/course-store.ts';
import type { CreditPackageStore } from '../credit-packages/credit-package-store.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import type { MediaStore } from '../media/media-store.ts';
import { type ImportStore, importStore } from './import-store.ts';

/** What works with catalogue files. */
export interface Importing {
  courses: CourseStore;
  packages: CreditPackageStore;
  media: MediaStore;
  documents: DocumentStore;
  imports: ImportStore;
  audit: AuditStore;
  newId: () => string;
  provider: Provider;
  /** The provider's calendar day of a moment. */
  dayOf: (instant: Date) => string;
}

export function openImporting({ database, newId }: Parts, needs: Omit<Importing, 'imports' | 'newId'>): Importing {
  return { ...needs, imports: importStore(database), newId };
}
