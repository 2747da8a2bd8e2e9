import type { Locale } from '@leerhuis/http-api';

const texts: Record<Locale, Record<'title' | 'field' | 'button' | 'thanks' | 'refused', string>> = {
  nl: {
    title: 'Een vraag van een cursist',
    field: 'Uw antwoord',
    button: 'Antwoorden',
    thanks: 'Uw antwoord staat in het leslokaal. U kunt het hier nog verbeteren.',
    refused: 'Schrijf een antwoord van hoogstens 10 000 tekens.',
  },
  fr: {
    title: 'Une question d’un participant',
    field: 'Votre réponse',
    button: 'Répondre',
    thanks: 'Votre réponse figure dans la salle de cours. Vous pouvez encore la corriger ici.',
    refused: 'Écrivez une réponse de 10 000 caractères au plus.',
  },
  en: {
    title: 'A question from a learner',
    field: 'Your answer',
    button: 'Answer',
    thanks: 'Your answer shows in the classroom. You can still correct it here.',
    refused: 'Write an answer of at most 10,000 characters.',
  },
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] as string);

/** A form that works without script; the policy allows neither inline script nor inline style. */
export function answerPage(
  locale: Locale,
  { courseTitle, question, answer }: { courseTitle: string; question: string; answer: string },
  state: 'ask' | 'refused' | 'thanks',
): string {
  const { title, field, button, ...told } = texts[locale];
  const notice = state === 'ask' ? '' : `<p role="${state === 'refused' ? 'alert' : 'status'}">${told[state]}</p>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Leerhuis</title>
<link rel="stylesheet" href="/api/v1/questions/style/page.css">
</head>
<body><main><p class="brand">Leerhuis</p><h1>${title}</h1>
<p>${escaped(courseTitle)}</p>
<blockquote>${escaped(question)}</blockquote>
${notice}
<form method="post"><label for="answer">${field}</label>
<textarea id="answer" name="answer" rows="8" maxlength="10000" required>
${escaped(answer)}</textarea>
<button>${button}</button></form>
</main></body>
</html>`;
}

export const answerStyle = `
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0; background: #f4f5f7; color: #1b1f24; }
main { max-width: 40rem; margin: 8vh auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 2px 12px #0001; }
.brand { margin: 0; color: #0b5c63; font-weight: 700; letter-spacing: .04em; }
h1 { margin: .25rem 0 1rem; font-size: 1.5rem; line-height: 1.25; }
blockquote { margin: 1rem 0; padding: .75rem 1rem; border-left: 4px solid #0b5c63; background: #f4f5f7; white-space: pre-wrap; }
label { display: block; font-weight: 600; }
textarea { width: 100%; box-sizing: border-box; padding: .6rem; font: inherit; border: 1px solid #767b82; border-radius: 8px; margin: .25rem 0 1rem; }
button { padding: .65rem 1.5rem; font: inherit; font-weight: 600; color: #fff; background: #0b5c63; border: 0; border-radius: 8px; cursor: pointer; }
[role=alert] { padding: .75rem 1rem; background: #fdecea; border-left: 4px solid #b3261e; }
[role=status] { padding: .75rem 1rem; background: #e7f4ee; border-left: 4px solid #1c7a4a; }
`;
