import type { Words } from '@leerhuis/language';

/** What people read when a problem brings no words of its own. */
export const statusTexts: Record<number, { title: Words; detail: Words }> = {
  400: {
    title: { nl: 'Ongeldig verzoek', fr: 'Demande non valable', en: 'Invalid request' },
    detail: {
      nl: 'Het verzoek klopt niet van vorm; "errors" zegt waar.',
      fr: 'La forme de la demande est incorrecte ; « errors » indique où.',
      en: 'The request is not well formed; "errors" says where.',
    },
  },
  401: {
    title: { nl: 'Aanmelden nodig', fr: 'Connexion requise', en: 'Log in first' },
    detail: {
      nl: 'Het toegangsbewijs ontbreekt, is vervallen of is niet geldig.',
      fr: "Le jeton d'accès manque, est expiré ou n'est pas valable.",
      en: 'The access token is missing, expired or not valid.',
    },
  },
  403: {
    title: { nl: 'Niet toegestaan', fr: 'Non autorisé', en: 'Not allowed' },
    detail: {
      nl: 'Dit mag niet met deze account.',
      fr: "Ce compte n'a pas ce droit.",
      en: 'This account may not do this.',
    },
  },
  404: {
    title: { nl: 'Niet gevonden', fr: 'Introuvable', en: 'Not found' },
    detail: {
      nl: 'Dit bestaat niet, of is niet van u.',
      fr: "Ceci n'existe pas, ou ne vous appartient pas.",
      en: 'This does not exist, or is not yours.',
    },
  },
  405: {
    title: { nl: 'Kan hier niet', fr: 'Méthode non admise', en: 'Method not allowed' },
    detail: {
      nl: 'Dit adres kent deze methode niet; zie "Allow".',
      fr: 'Cette adresse ne connaît pas cette méthode ; voir « Allow ».',
      en: 'This address does not know that method; see "Allow".',
    },
  },
  408: {
    title: { nl: 'Te traag', fr: 'Trop lent', en: 'Too slow' },
    detail: {
      nl: 'De inhoud van het verzoek kwam niet op tijd aan.',
      fr: "Le contenu de la demande n'est pas arrivé à temps.",
      en: 'The content of the request did not arrive in time.',
    },
  },
  409: {
    title: { nl: 'Kan nu niet', fr: 'Impossible dans cet état', en: 'Not possible now' },
    detail: {
      nl: 'De toestand laat dit niet toe.',
      fr: "L'état actuel ne le permet pas.",
      en: 'The present state does not allow this.',
    },
  },
  410: {
    title: { nl: 'Niet meer geldig', fr: "N'est plus valable", en: 'No longer valid' },
    detail: { nl: 'Dit is vervallen.', fr: 'Ceci a expiré.', en: 'This has expired.' },
  },
  412: {
    title: { nl: 'Intussen gewijzigd', fr: 'Modifié entre-temps', en: 'Changed meanwhile' },
    detail: {
      nl: 'Iemand wijzigde dit intussen; haal het opnieuw op.',
      fr: "Quelqu'un l'a modifié entre-temps ; rechargez.",
      en: 'Somebody changed this meanwhile; fetch it again.',
    },
  },
  413: {
    title: { nl: 'Te groot', fr: 'Trop volumineux', en: 'Too large' },
    detail: {
      nl: 'Het verzoek is groter dan hier mag.',
      fr: 'La demande dépasse la taille admise ici.',
      en: 'The request is larger than is allowed here.',
    },
  },
  415: {
    title: { nl: 'Onbekend formaat', fr: 'Format non pris en charge', en: 'Unsupported format' },
    detail: {
      nl: 'Dit formaat of deze codering wordt hier niet gelezen.',
      fr: "Ce format ou cet encodage n'est pas accepté ici.",
      en: 'This format or encoding is not read here.',
    },
  },
  416: {
    title: { nl: 'Buiten bereik', fr: 'Hors limites', en: 'Out of range' },
    detail: {
      nl: 'Het gevraagde deel bestaat niet.',
      fr: "La partie demandée n'existe pas.",
      en: 'The part asked for does not exist.',
    },
  },
  422: {
    title: { nl: 'Geweigerd', fr: 'Refusé', en: 'Refused' },
    detail: {
      nl: 'Het verzoek is leesbaar, maar een regel weigert het.',
      fr: 'La demande est lisible, mais une règle la refuse.',
      en: 'The request is well formed, but a rule refuses it.',
    },
  },
  429: {
    title: { nl: 'Te veel verzoeken', fr: 'Trop de demandes', en: 'Too many requests' },
    detail: {
      nl: 'Probeer het straks opnieuw; "Retry-After" zegt wanneer.',
      fr: 'Réessayez plus tard ; « Retry-After » indique quand.',
      en: 'Try again later; "Retry-After" says when.',
    },
  },
  431: {
    title: { nl: 'Te grote kopvelden', fr: 'En-têtes trop volumineux', en: 'Header fields too large' },
    detail: {
      nl: 'De kopvelden zijn groter dan hier mag.',
      fr: 'Les en-têtes dépassent la taille admise.',
      en: 'The header fields are larger than is allowed.',
    },
  },
  500: {
    title: { nl: 'Fout bij ons', fr: 'Erreur de notre côté', en: 'A fault of ours' },
    detail: {
      nl: 'Er ging iets mis aan onze kant; het is genoteerd.',
      fr: "Une erreur s'est produite chez nous ; elle a été notée.",
      en: 'Something went wrong on our side; it has been noted.',
    },
  },
  503: {
    title: { nl: 'Even niet beschikbaar', fr: 'Momentanément indisponible', en: 'Not available for now' },
    detail: {
      nl: 'Probeer het straks opnieuw.',
      fr: 'Réessayez dans un instant.',
      en: 'Try again in a moment.',
    },
  },
};
