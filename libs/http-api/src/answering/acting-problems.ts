import { type Problem, problem } from './problem.ts';

/** What somebody does for themselves only, asked by who acts for an organisation (C-5). */
export function forPersonsOnly(): Problem {
  return problem(403, 'acting-for-organisation', {
    detail: {
      nl: 'Dit doet u voor uzelf. Kies eerst om voor uzelf te handelen in plaats van voor een organisatie.',
      fr: "Ceci se fait pour vous-même. Choisissez d'abord d'agir pour vous-même plutôt que pour une organisation.",
      en: 'This is something you do for yourself. First choose to act for yourself instead of for an organisation.',
    },
  });
}

/** Who acts for an organisation, where their roles don't give the right. */
export function roleWithoutRight(): Problem {
  return problem(403, 'role-without-right', {
    detail: {
      nl: 'Uw rol in deze organisatie laat dit niet toe. Vraag het aan een beheerder.',
      fr: 'Votre rôle dans cette organisation ne le permet pas. Demandez à un gestionnaire.',
      en: 'Your role in this organisation does not allow this. Ask a manager.',
    },
  });
}

/** Their place in the organisation ended, or the organisation did. */
export function actingEnded(): Problem {
  return problem(403, 'acting-ended', {
    detail: {
      nl: 'U handelt niet meer voor deze organisatie. Kies opnieuw voor wie u handelt.',
      fr: "Vous n'agissez plus pour cette organisation. Choisissez à nouveau pour qui vous agissez.",
      en: 'You no longer act for this organisation. Choose again for whom you act.',
    },
  });
}
