import { type AccountActor, hasRole, type StaffAccess } from '@leerhuis/auth';
import type { AccountStore } from './accounts/account-store.ts';
import type { CourseStore } from './course-content/course-store.ts';

export type TaughtBy = ReturnType<typeof taughtBy>;

/**
 * Courses about which a person of the staff reads: a teacher those that name the address of their account.
 * @param seeAll roles that read about all courses
 * @returns null for all
 */
export function taughtBy(people: Pick<AccountStore, 'get'>, courses: Pick<CourseStore, 'taughtBy'>) {
  return async (actor: AccountActor, seeAll: StaffAccess['staff']): Promise<string[] | null> => {
    if (hasRole(actor, seeAll)) return null;
    const account = await people.get(actor.accountId);
    return account ? courses.taughtBy(account.email) : [];
  };
}
