import { coursePublishedV1 } from '@leerhuis/contracts';
import { type Handler, on } from '@leerhuis/event-bus';
import type { LocalisedText } from '@leerhuis/language';
import { type Connection, localCopy } from '@leerhuis/mongo';

export type CourseTitles = ReturnType<typeof courseTitles>;

/** What courses are called, as the catalogue tells. */
export const courseTitles = (connection: Connection) =>
  localCopy<{ revision: number; title: LocalisedText }>(connection, 'courseTitles');

export function onCoursePublished(titles: CourseTitles): Handler {
  return on(
    coursePublishedV1,
    async ({ data: { courseId, revision, title } }, tx) => {
      await titles.put(tx, courseId, { revision, title });
    },
    ({ data: { courseId, revision, title } }, tx) => titles.refill(tx, courseId, { revision, title }),
  );
}
