import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { ActivationRefusal } from './domain/activate.ts';

/** @param field that names the course: of an activation, or of an order that activates at once */
export function cannotActivate(refusal: ActivationRefusal, field: 'courseId' | 'lines'): Problem {
  switch (refusal.refused) {
    case 'already-active': {
      const { id, accessUntil } = refusal.current;
      const until = accessUntil.toISOString();
      return said(409, 'course-already-active', field, {
        nl: `U hebt al toegang tot deze cursus, tot ${until} (activatie ${id}).`,
        fr: `Vous avez déjà accès à ce cours, jusqu'au ${until} (activation ${id}).`,
        en: `You have access to this course already, until ${until} (activation ${id}).`,
      });
    }
    case 'access-used': {
      const until = refusal.used.accessUntil.toISOString();
      return said(409, 'access-expired', 'orderId', {
        nl: `De toegang die bij deze bestelling hoorde, liep tot ${until}.`,
        fr: `L'accès compris dans cette commande a expiré le ${until}.`,
        en: `The access that came with this order ran until ${until}.`,
      });
    }
    case 'order-withdrawn':
      return said(409, 'order-withdrawn', 'orderId', {
        nl: 'Deze bestelling is ingetrokken.',
        fr: 'Cette commande a été retirée.',
        en: 'This order was withdrawn.',
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
