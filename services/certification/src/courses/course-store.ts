import type { CourseSnapshot } from '@leerhuis/contracts';
import { localCopy } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';

type CourseCopy = Pick<CourseSnapshot, 'revision' | 'code' | 'title' | 'kind' | 'language' | 'accreditations'>;

/** This service's copy of courses: what they are accredited for, and until when (V-25). */
export function courseStore(connection: Connection) {
  return localCopy<CourseCopy>(connection, 'courseCopies');
}
export type CourseStore = ReturnType<typeof courseStore>;
