import type { Handler } from '@leerhuis/event-bus';
import type { Route } from '@leerhuis/http-api';
import type { Parts } from '@leerhuis/service-parts';
import { courseTitles, onCoursePublished } from './course-titles.ts';
import { entryStore } from './entry-store.ts';
import { fileRoutes } from './file-http.ts';
import type { Files } from './file-queries.ts';
import { onFileFacts } from './on-facts.ts';

/** The digital file of people and organisations (C-15). */
export function fileFeature(
  { database }: Pick<Parts, 'database'>,
  given: Pick<Files, 'messages' | 'namesIn' | 'organisationNames'>,
): { routes: Route[]; handlers: Handler[] } {
  const entries = entryStore(database);
  const titles = courseTitles(database);
  return {
    routes: fileRoutes({ entries, titles, ...given }),
    handlers: [...onFileFacts(entries), onCoursePublished(titles)],
  };
}
