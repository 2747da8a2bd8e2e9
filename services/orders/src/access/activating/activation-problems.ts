import { type Problem, problem } from '@leerhuis/http-api';
import type { Activation } from './domain/activation.ts';

/** @param field that names the course: of an activation, or of an order that activates at once */
export function alreadyActive({ id, accessUntil }: Activation, field: 'courseId' | 'lines'): Problem {
  const until = accessUntil.toISOString();
  const message = {
    nl: `U hebt al toegang tot deze cursus, tot ${until} (activatie ${id}).`,
    fr: `Vous avez déjà accès à ce cours, jusqu'au ${until} (activation ${id}).`,
    en: `You have access to this course already, until ${until} (activation ${id}).`,
  };
  return problem(409, 'course-already-active', { detail: message, errors: [{ field, message }] });
}

export function lineUsed({ accessUntil }: Activation): Problem {
  const until = accessUntil.toISOString();
  const message = {
    nl: `De toegang die bij deze bestelling hoorde, liep tot ${until}.`,
    fr: `L'accès compris dans cette commande a expiré le ${until}.`,
    en: `The access that came with this order ran until ${until}.`,
  };
  return problem(409, 'access-expired', { detail: message, errors: [{ field: 'orderId', message }] });
}

export function orderWithdrawn(): Problem {
  const message = {
    nl: 'Deze bestelling is ingetrokken.',
    fr: 'Cette commande a été retirée.',
    en: 'This order was withdrawn.',
  };
  return problem(409, 'order-withdrawn', { detail: message, errors: [{ field: 'orderId', message }] });
}

export function courseNotSold(): Problem {
  const message = {
    nl: 'Deze cursus bestaat niet of wordt niet meer verkocht.',
    fr: "Ce cours n'existe pas ou n'est plus en vente.",
    en: 'This course does not exist or is no longer sold.',
  };
  return problem(422, 'not-on-sale', { detail: message, errors: [{ field: 'courseId', message }] });
}
