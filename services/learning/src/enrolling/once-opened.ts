import { isPerson } from '@leerhuis/auth';
import { Problem, problem, type Route } from '@leerhuis/http-api';
import { isFresh, mayBeOnItsWay } from '@leerhuis/service-runtime';
import { waitBriefly } from '@leerhuis/waiting';
import type { EnrolmentStore } from './enrolment-store.ts';

const ofAnEnrolment = '/api/v1/enrolments/:id';
export const insideAnEnrolment = `${ofAnEnrolment}/`;
const description =
  'A course that was activated a moment ago may still be on its way: it is waited for, 2 seconds at most. While facts of orders come ' +
  'late, 503 says of one of the last 10 minutes when to ask again.';

/**
 * The classroom of an activation opens a moment after orders has answered; whoever enters at once finds it open. One place
 * for all routes of an enrolment: one that answers 404 before it changed anything is asked again when the enrolment has come.
 */
export function onceOpened(
  enrolments: Pick<EnrolmentStore, 'get'>,
  isCaughtUp: () => Promise<boolean>,
  routes: Route[],
): Route[] {
  return routes.map((route) => {
    if (!route.path.startsWith(ofAnEnrolment)) return route;
    return {
      ...route,
      description,
      handle: async (ctx) => {
        try {
          return await route.handle(ctx);
        } catch (error) {
          const { id } = ctx.params as unknown as { id: string };
          if (!isNotFound(error) || !mayBeOnItsWay(id, ctx.now)) throw error;
          const look = () => enrolments.get(id);
          const who = isPerson(ctx.actor) ? ctx.actor.accountId : ctx.ip;
          const found = isFresh(id, ctx.now) ? await waitBriefly(look, Boolean, ctx, { who, what: id }) : await look();
          if (found) return route.handle(ctx);
          // with all facts here, what isn't is none of ours
          throw (await isCaughtUp()) ? error : problem(503, 'not-caught-up', { retryAfter: 2 });
        }
      },
    };
  });
}

const isNotFound = (error: unknown) => error instanceof Problem && error.status === 404;
