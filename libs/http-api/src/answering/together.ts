import { Problem } from './problem.ts';

/**
 * One refusal out of several that are known at the same time: the first, with the errors of all, so that nobody mends one only to hear of
 * the next. Null when there is none.
 */
export function together(problems: readonly (Problem | null)[]): Problem | null {
  const [first, ...others] = problems.filter((problem) => problem !== null);
  if (!first || others.length === 0) return first ?? null;
  const errors = [first, ...others].flatMap(({ options }) => options.errors ?? []);
  return new Problem(first.status, first.slug, { ...first.options, errors });
}
