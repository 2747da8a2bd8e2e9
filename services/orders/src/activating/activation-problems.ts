import { type Problem, problem } from '@leerhuis/http-api';
import type { Activation } from './domain/activation.ts';

export function alreadyActive({ id, accessUntil }: Activation): Problem {
  const until = accessUntil.toISOString();
  return problem(409, 'course-already-active', {
    detail: {
      nl: `U hebt al toegang tot deze cursus, tot ${until} (activatie ${id}).`,
      fr: `Vous avez déjà accès à ce cours, jusqu'au ${until} (activation ${id}).`,
      en: `You have access to this course already, until ${until} (activation ${id}).`,
    },
  });
}

export function lineUsed({ accessUntil }: Activation): Problem {
  const until = accessUntil.toISOString();
  return problem(409, 'access-expired', {
    detail: {
      nl: `De toegang die bij deze bestelling hoorde, liep tot ${until}.`,
      fr: `L'accès compris dans cette commande a expiré le ${until}.`,
      en: `The access that came with this order ran until ${until}.`,
    },
  });
}

export function orderWithdrawn(): Problem {
  return problem(409, 'order-withdrawn', {
    detail: {
      nl: 'Deze bestelling is ingetrokken.',
      fr: 'Cette commande a été retirée.',
      en: 'This order was withdrawn.',
    },
  });
}

export function courseNotSold(): Problem {
  const message = {
    nl: 'Deze cursus bestaat niet of wordt niet meer verkocht.',
    fr: "Ce cours n'existe pas ou n'est plus en vente.",
    en: 'This course does not exist or is no longer sold.',
  };
  return problem(422, 'not-on-sale', { detail: message, errors: [{ field: 'courseId', message }] });
}
