import { notFound, type Problem, problem } from '@leerhuis/http-api';
import type { AskingRefusal } from './asking-commands.ts';

/** Why a question is not asked, shown or answered. */
export function askingRefused({ refused }: AskingRefusal): Problem {
  switch (refused) {
    case 'unknown':
      return notFound();
    case 'too-many':
      return problem(429, 'too-many-questions', { retryAfter: 3_600 });
    case 'link-ended':
      return linkDoesNotWork();
    default:
      return refused satisfies never;
  }
}

function linkDoesNotWork() {
  return problem(404, 'link-does-not-work', {
    detail: {
      nl: 'Deze link werkt niet (meer). De aanbieder kan de vraag nog beantwoorden.',
      fr: 'Ce lien ne fonctionne pas (ou plus). L’organisateur peut encore répondre à la question.',
      en: 'This link does not work (any more). The provider can still answer the question.',
    },
  });
}
