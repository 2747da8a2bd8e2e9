import { notFound, type Problem, problem } from '@leerhuis/http-api';
import type { ClickRefusal } from './attention-commands.ts';

/** Why a click on a check is refused. */
export function clickRefused({ refused }: ClickRefusal): Problem {
  switch (refused) {
    case 'no-such-check':
      return notFound();
    case 'moment-not-watched':
      return problem(409, 'moment-not-watched', {
        detail: {
          nl: 'Het moment van deze aandachtscontrole is nog niet bekeken.',
          fr: "Le moment de ce contrôle d'attention n'a pas encore été regardé.",
          en: 'The moment of this attention check has not been watched yet.',
        },
      });
    default:
      return refused satisfies never;
  }
}
