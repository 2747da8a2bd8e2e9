import { withDay, zonedDay } from '@leerhuis/calendar';
import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { ActivationRefusal } from './domain/activate.ts';

/**
 * @param zone of the provider, by whose clock days end
 * @param field that names the course: of an activation, or of an order that activates at once
 */
export function cannotActivate(refusal: ActivationRefusal, field: 'courseId' | 'lines', zone: string): Problem {
  switch (refusal.refused) {
    case 'already-active': {
      const lastDay = zonedDay(refusal.current.accessUntil, zone);
      const message = withDay(lastDay, {
        nl: (day) => `Deze cursus is al geactiveerd: de toegang loopt tot en met ${day}.`,
        fr: (day) => `Ce cours est déjà activé : l'accès court jusqu'au ${day} inclus.`,
        en: (day) => `This course was activated already: access lasts up to and including ${day}.`,
      });
      return said(409, 'course-already-active', field, message);
    }
    case 'access-used': {
      const lastDay = zonedDay(refusal.used.accessUntil, zone);
      const message = withDay(lastDay, {
        nl: (day) => `De toegang die bij deze bestelling hoorde, liep tot en met ${day}.`,
        fr: (day) => `L'accès compris dans cette commande courait jusqu'au ${day} inclus.`,
        en: (day) => `The access that came with this order ran up to and including ${day}.`,
      });
      return said(409, 'access-expired', 'orderId', message);
    }
    case 'order-withdrawn':
      return said(409, 'order-withdrawn', 'orderId', {
        nl: 'Deze bestelling is ingetrokken.',
        fr: 'Cette commande a été retirée.',
        en: 'This order was withdrawn.',
      });
    case 'learns-otherwise':
      return said(409, 'learner-has-course', 'membershipId', {
        nl: 'Wie deze cursus zal volgen, heeft er al toegang toe. Activeren kan zodra die toegang eindigt.',
        fr: 'Qui suivra ce cours y a déjà accès. L’activation est possible dès que cet accès prend fin.',
        en: 'Who is to take this course has access to it already. It can be activated once that ends.',
      });
    case 'no-account':
      return said(409, 'learner-without-account', 'membershipId', {
        nl: 'Wie deze cursus zal volgen, heeft nog geen account. De cursus wacht tot de uitnodiging aanvaard is.',
        fr: 'Qui suivra ce cours n’a pas encore de compte. Le cours attend que l’invitation soit acceptée.',
        en: 'Who is to take this course has no account yet. The course waits until the invitation is accepted.',
      });
    case 'has-left':
      return said(409, 'learner-has-left', 'membershipId', {
        nl: 'Wie deze cursus zou volgen, hoort niet meer bij de organisatie. Geef de plaats aan iemand anders.',
        fr: 'Qui devait suivre ce cours ne fait plus partie de l’organisation. Donnez la place à quelqu’un d’autre.',
        en: 'Who was to take this course is no longer of the organisation. Give the place to somebody else.',
      });
    case 'not-sold':
      return said(422, 'not-on-sale', 'courseId', {
        nl: 'Deze cursus bestaat niet of wordt niet meer verkocht.',
        fr: "Ce cours n'existe pas ou n'est plus en vente.",
        en: 'This course does not exist or is no longer sold.',
      });
    default:
      return refusal satisfies never;
  }
}

function said(status: 409 | 422, slug: string, field: string, message: Words) {
  return problem(status, slug, { detail: message, errors: [{ field, message }] });
}
