import { problem, type Route } from '@leerhuis/http-api';
import { mayBeOnItsWay, waitBriefly } from '@leerhuis/local-copies';
import type { EnrolmentStore } from './enrolment-store.ts';

const ofAnEnrolment = '/api/v1/enrolments/:id';
const description =
  'A course that was activated in the last 10 minutes may still be on its way: it is waited for, 2 seconds at most, then 503 ' +
  'says when to ask again.';

/**
 * The classroom of an activation opens a moment after orders has answered; whoever enters at once finds it open. One place
 * for all routes of an enrolment, before any of them reads it.
 */
export function onceOpened(enrolments: Pick<EnrolmentStore, 'get'>, routes: Route[]): Route[] {
  return routes.map((route) => {
    if (!route.path.startsWith(ofAnEnrolment)) return route;
    return {
      ...route,
      description,
      handle: async (ctx) => {
        const { id } = ctx.params as unknown as { id: string };
        if (mayBeOnItsWay(id, ctx.now)) {
          const isHere = await waitBriefly(async () => (await enrolments.get(id)) !== null, ctx);
          if (!isHere) throw problem(503, 'not-caught-up', { retryAfter: 2 });
        }
        return route.handle(ctx);
      },
    };
  });
}
