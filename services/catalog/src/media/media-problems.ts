import { type Problem, problem } from '@leerhuis/http-api';

export function mediumProblem(refusal: { refused: 'no-mp4' } | { refused: 'name-taken'; name: string }): Problem {
  switch (refusal.refused) {
    case 'no-mp4': {
      const message = {
        nl: 'Dit is geen MP4-video met een inhoudsopgave en een lengte van ten hoogste 24 uur.',
        fr: 'Ce n’est pas une vidéo MP4 avec un index et une durée de 24 heures au plus.',
        en: 'This is no MP4 video with an index and a length of 24 hours at most.',
      };
      return problem(422, 'not-an-mp4', { detail: message, errors: [{ field: 'file', message }] });
    }
    case 'name-taken': {
      const { name } = refusal;
      const message = {
        nl: `${name} is al een andere video; geef deze een eigen naam.`,
        fr: `${name} est déjà une autre vidéo ; donnez-lui un nom propre.`,
        en: `${name} is another video already; give this one a name of its own.`,
      };
      return problem(409, 'media-name-taken', { detail: message, errors: [{ field: 'path.name', message }] });
    }
  }
}

export function addressNotValid(): Problem {
  return problem(403, 'address-not-valid', {
    detail: {
      nl: 'Dit adres is niet (meer) geldig; open het leslokaal opnieuw.',
      fr: 'Cette adresse n’est pas ou plus valable ; rouvrez la salle de cours.',
      en: 'This address is not valid (any more); open the classroom again.',
    },
  });
}
