import { type Problem, problem } from '@leerhuis/http-api';

export function nothingToPay(): Problem {
  return problem(409, 'order-already-paid', {
    detail: {
      nl: 'Deze bestelling is al volledig betaald.',
      fr: 'Cette commande est déjà entièrement payée.',
      en: 'This order has been paid in full.',
    },
  });
}

export function orderIsWithdrawn(): Problem {
  return problem(409, 'order-withdrawn', {
    detail: {
      nl: 'Deze bestelling is ingetrokken.',
      fr: 'Cette commande a été retirée.',
      en: 'This order was withdrawn.',
    },
  });
}

export function tooManyOpen(): Problem {
  return problem(409, 'too-many-open-payments', {
    detail: {
      nl: 'Voor deze bestelling staan al veel betalingen open. Rond er een af, of wacht tot ze vervallen.',
      fr: "Beaucoup de paiements sont déjà en cours pour cette commande. Terminez-en un, ou attendez qu'ils expirent.",
      en: 'Many payments of this order are open already. Complete one of them, or wait until they expire.',
    },
  });
}

export function providerAway(cause: unknown): Problem {
  return problem(503, 'payment-provider-unavailable', {
    detail: {
      nl: 'De betaaldienst antwoordt nu niet. Er is niets gebeurd; probeer het zo dadelijk opnieuw.',
      fr: "Le service de paiement ne répond pas. Rien n'a été fait ; réessayez dans un instant.",
      en: 'The payment service does not answer now. Nothing was done; try again in a moment.',
    },
    retryAfter: 5,
    cause,
  });
}

export function methodRefused(cause: unknown): Problem {
  const message = {
    nl: 'De betaaldienst weigert dit bedrag met deze betaalwijze. Kies een andere.',
    fr: 'Le service de paiement refuse ce montant par ce moyen. Choisissez-en un autre.',
    en: 'The payment service refuses this amount by this method. Choose another one.',
  };
  return problem(422, 'payment-refused', { detail: message, errors: [{ field: 'method', message }], cause });
}

export function foreignRedirect(): Problem {
  const message = {
    nl: 'Dit adres hoort niet bij dit platform, en niet bij een app die het toelaat.',
    fr: "Cette adresse n'appartient ni à cette plateforme, ni à une application qu'elle admet.",
    en: 'This address belongs neither to this platform nor to an app that it allows.',
  };
  return problem(422, 'foreign-redirect', { detail: message, errors: [{ field: 'redirectUrl', message }] });
}
