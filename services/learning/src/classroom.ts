import type { AccountActor } from '@leerhuis/auth';
import type { CourseSnapshot } from '@leerhuis/contracts';
import { type Problem, problem } from '@leerhuis/http-api';

/** What every fact about an enrolment names. */
export interface EnrolmentRef {
  enrolmentId: string;
  accountId: string;
  courseId: string;
}

export type Course = Omit<CourseSnapshot, 'courseId'> & { id: string };

/** A classroom that its learner may be in now: the enrolment, and the course as it is now (V-23). */
export interface Classroom extends EnrolmentRef {
  accessUntil: Date;
  course: Course;
}

/**
 * Lets a learner into a classroom of their own.
 * @throws Problem 404 unknown or somebody else's, 403 closed (V-17, V-14), 503 while the course has not come through yet
 */
export type Enter = (enrolmentId: string, actor: AccountActor, now: Date) => Promise<Classroom>;

export function closed(access: 'expired' | 'revoked', accessUntil: Date): Problem {
  const until = accessUntil.toISOString();
  return access === 'expired'
    ? problem(403, 'access-expired', {
        detail: {
          nl: `U had toegang tot ${until}; het leslokaal is gesloten.`,
          fr: `Votre accès courait jusqu'au ${until} ; la salle de cours est fermée.`,
          en: `You had access until ${until}; the classroom is closed.`,
        },
      })
    : problem(403, 'access-revoked', {
        detail: {
          nl: 'De toegang is ingetrokken, samen met de bestelling; het leslokaal is gesloten.',
          fr: "L'accès a été retiré avec la commande ; la salle de cours est fermée.",
          en: 'Access was withdrawn together with the order; the classroom is closed.',
        },
      });
}

/** The fact that a course exists comes by another way than that of its activation, and may be later. */
export function notThereYet(): Problem {
  return problem(503, 'course-not-there-yet', {
    retryAfter: 2,
    detail: {
      nl: 'De inhoud van deze cursus is nog onderweg; probeer het dadelijk opnieuw.',
      fr: 'Le contenu de ce cours est encore en route ; réessayez dans un instant.',
      en: 'The content of this course is still on its way; try again in a moment.',
    },
  });
}
