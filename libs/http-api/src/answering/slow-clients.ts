import { type Problem, problem } from './problem.ts';

/** The connection goes with it: what is still to come of the body would be in the way of the next request. */
export const tooSlow = () => problem(408, 'too-slow', { headers: { Connection: 'close' } });

/** All places are taken, also after a moment of waiting. */
export const noPlace = () => problem(503, 'no-place', { retryAfter: 2 });

/** One address takes more at once than is for one. */
export const tooManyAtOnce = () => problem(429, 'too-many-at-once', { retryAfter: 10 });

const reasons: Record<string, string> = {
  'too-slow': 'slow-body',
  'too-many-at-once': 'address',
  'no-place': 'no-place',
};

/** As what a refusal counts in the metric of slow clients, if it does. */
export function slowReason({ slug }: Problem): string | undefined {
  return reasons[slug];
}
