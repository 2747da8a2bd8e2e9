import type { EnrolmentQueries } from './enrolment-queries.ts';

const patienceMs = 15 * 60_000;

/**
 * Enrolments that have had no content for a quarter of an hour: activated, but nobody can enter. Must be none; what is
 * found lies with the dead letters or a consumer that is stuck.
 */
export async function withoutClassroom(
  queries: EnrolmentQueries,
  known: (courseIds: string[]) => Promise<{ id: string }[]>,
  now: Date,
): Promise<string[]> {
  const wanted = await queries.courseIds();
  const there = new Set((await known(wanted)).map(({ id }) => id));
  const missing = wanted.filter((courseId) => !there.has(courseId));
  if (missing.length === 0) return [];
  const found = await queries.coursesOpenedBefore(missing, new Date(now.getTime() - patienceMs));
  return found.map(({ id }) => id);
}
