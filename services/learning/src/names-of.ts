import { inLocale, type Locale } from '@leerhuis/language';
import type { AccountStore } from './accounts/account-store.ts';
import type { CourseStore } from './course-content/course-store.ts';

interface About {
  accountId: string;
  courseId: string;
}

export interface Named {
  accountName: string | undefined;
  courseTitle: string | undefined;
}

export type NamesOf = ReturnType<typeof namesOf>;

/** Whose and of which course each is, in words, in the order of the list: two queries for all of it. Who is not known yet has no name. */
export function namesOf(people: Pick<AccountStore, 'names'>, courses: Pick<CourseStore, 'titles'>) {
  return async (list: readonly About[], locale: Locale): Promise<Named[]> => {
    const [names, titles] = await Promise.all([
      people.names(list.map(({ accountId }) => accountId)),
      courses.titles(list.map(({ courseId }) => courseId)),
    ]);
    return list.map(({ accountId, courseId }) => {
      const title = titles.get(courseId);
      return { accountName: names.get(accountId), courseTitle: title && inLocale(title, locale) };
    });
  };
}
