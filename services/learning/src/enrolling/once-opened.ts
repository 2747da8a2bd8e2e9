import type { Route } from '@leerhuis/http-api';
import { waitBriefly } from '@leerhuis/local-copies';
import { isJustMade } from './domain/enrolment.ts';
import type { EnrolmentStore } from './enrolment-store.ts';

const ofAnEnrolment = '/api/v1/enrolments/:id';
const description =
  'A course that was activated in the last 10 seconds is waited for, 2 seconds at most, before it counts as unknown.';

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
        if (isJustMade(id, ctx.now)) await waitBriefly(async () => (await enrolments.get(id)) !== null, ctx);
        return route.handle(ctx);
      },
    };
  });
}
