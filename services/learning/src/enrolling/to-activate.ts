import { isPerson } from '@leerhuis/auth';
import { Problem, problem, type Route } from '@leerhuis/http-api';
import type { MyCoursesStore } from './my-courses-store.ts';
import { insideAnEnrolment } from './once-opened.ts';
import { isTheirs } from './whose.ts';

/**
 * Routes inside of an enrolment say of a course that its buyer has not activated that this comes first (V-15), instead of that it
 * is not there: it is in their list.
 */
export function notBeforeActivation(myCourses: Pick<MyCoursesStore, 'get'>, routes: Route[]): Route[] {
  return routes.map((route) => {
    if (!route.path.startsWith(insideAnEnrolment)) return route;
    return {
      ...route,
      problems: [...new Set([...(route.problems ?? []), 409 as const])],
      handle: async (ctx) => {
        try {
          return await route.handle(ctx);
        } catch (error) {
          if (!(error instanceof Problem) || error.status !== 404 || !isPerson(ctx.actor)) throw error;
          const { id } = ctx.params as unknown as { id: string };
          const listed = await myCourses.get(id);
          const isWaiting = listed !== null && 'bought' in listed && isTheirs(ctx.actor, listed);
          throw isWaiting ? toBeActivatedFirst() : error;
        }
      },
    };
  });
}

function toBeActivatedFirst(): Problem {
  return problem(409, 'not-activated', {
    detail: {
      nl: 'Deze cursus is nog niet geactiveerd: activeer hem eerst.',
      fr: "Ce cours n'est pas encore activé : activez-le d'abord.",
      en: 'This course is not activated yet: activate it first.',
    },
  });
}
