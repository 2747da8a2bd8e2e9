import type { AuditStore } from '@leerhuis/audit';
import type { Parts } from '@leerhuis/service-parts';
import type { CourseStore } from '../courses/course-store.ts';
import { type MediaStore, mediaStore } from './media-store.ts';

/** To the database; a read of a video takes one for some milliseconds. */
const connectionsOfPlayers = 8;

/** What works with videos: as staff add them, and as players ask for them. */
export interface Showing {
  media: MediaStore;
  courses: CourseStore;
  audit: AuditStore;
  /** Of addresses at which videos are watched; shared with learning, which signs them for those who may. */
  signingKey: string;
}

export async function openMedia(parts: Parts, needs: Omit<Showing, 'media'>): Promise<Showing> {
  return { ...needs, media: mediaStore(parts.database, await parts.files('media', connectionsOfPlayers)) };
}
