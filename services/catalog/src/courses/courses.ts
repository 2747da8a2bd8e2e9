import type { AuditStore } from '@leerhuis/audit';
import type { Parts } from '@leerhuis/service-parts';
import { type CreditPackageStore, creditPackageStore } from '../credit-packages/credit-package-store.ts';
import { type CourseStore, courseStore } from './course-store.ts';

/** What works with what is offered: courses and packages, whose prices depend on each other (V-4). */
export interface Offering {
  courses: CourseStore;
  packages: CreditPackageStore;
  audit: AuditStore;
}

export function openCourses({ database }: Parts, audit: AuditStore): Offering {
  return { courses: courseStore(database), packages: creditPackageStore(database), audit };
}
