import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';

const texts: Record<Locale, Record<'title' | 'field' | 'button' | 'thanks' | 'refused' | 'ended', string>> = {
  nl: {
    title: 'Een vraag van een cursist',
    field: 'Uw antwoord',
    button: 'Antwoorden',
    thanks: 'Uw antwoord staat in het leslokaal. U kunt het hier nog verbeteren.',
    refused: 'Schrijf een antwoord van hoogstens 10 000 tekens.',
    ended: 'Deze link werkt niet (meer). Laat de aanbieder weten wat u wilt antwoorden.',
  },
  fr: {
    title: 'Une question d’un participant',
    field: 'Votre réponse',
    button: 'Répondre',
    thanks: 'Votre réponse figure dans la salle de cours. Vous pouvez encore la corriger ici.',
    refused: 'Écrivez une réponse de 10 000 caractères au plus.',
    ended: 'Ce lien ne fonctionne pas (ou plus). Communiquez votre réponse à l’organisateur.',
  },
  en: {
    title: 'A question from a learner',
    field: 'Your answer',
    button: 'Answer',
    thanks: 'Your answer shows in the classroom. You can still correct it here.',
    refused: 'Write an answer of at most 10,000 characters.',
    ended: 'This link does not work (any more). Tell the provider what you would answer.',
  },
};

/** For who follows a link that does not work (any more). */
export function linkEndedPage(frame: PageFrame): string {
  const { title, ended } = texts[frame.locale];
  return plainPage(frame, title, `<p role="alert">${ended}</p>`);
}

/** Where a teacher answers, by the link of the mail. */
export function answerPage(
  frame: PageFrame,
  { courseTitle, question, answer }: { courseTitle: string; question: string; answer: string },
  state: 'ask' | 'refused' | 'thanks',
): string {
  const { title, field, button, ended: _, ...told } = texts[frame.locale];
  const notice = state === 'ask' ? '' : `<p role="${state === 'refused' ? 'alert' : 'status'}">${told[state]}</p>`;
  return plainPage(
    frame,
    title,
    `<p>${escapeHtml(courseTitle)}</p>
<blockquote>${escapeHtml(question)}</blockquote>
${notice}
<form method="post"><label for="answer">${field}</label>
<textarea id="answer" name="answer" rows="8" maxlength="10000" required>
${escapeHtml(answer)}</textarea>
<button>${button}</button></form>`,
  );
}
