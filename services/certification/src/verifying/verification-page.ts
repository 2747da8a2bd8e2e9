import { formatDay } from '@leerhuis/calendar';

interface Shown {
  code: string;
  issuedBy: string;
  holder: string;
  courseTitle: { nl: string; fr?: string | undefined; en?: string | undefined };
  completedOn: string;
  issuedOn: string;
  federations: { federation: string; accreditationNumber: string; minutes: number; points: number | null }[];
}

const words = {
  nl: {
    valid: 'Dit attest is echt',
    unknown: 'Dit attest kennen wij niet',
    explain: 'Er is geen attest met deze code. Kijk na of u ze juist overnam.',
    holder: 'Op naam van',
    course: 'Opleiding',
    completed: 'Afgerond op',
    issued: 'Uitgereikt op',
    by: 'Uitgereikt door',
    counts: 'Telt voor',
    minutes: 'min.',
    points: 'punten',
  },
  fr: {
    valid: 'Cette attestation est authentique',
    unknown: 'Nous ne connaissons pas cette attestation',
    explain: "Il n'y a pas d'attestation avec ce code. Vérifiez que vous l'avez bien recopié.",
    holder: 'Au nom de',
    course: 'Formation',
    completed: 'Terminée le',
    issued: 'Délivrée le',
    by: 'Délivrée par',
    counts: 'Compte pour',
    minutes: 'min',
    points: 'points',
  },
  en: {
    valid: 'This attest is real',
    unknown: 'We do not know this attest',
    explain: 'There is no attest with this code. See whether you copied it right.',
    holder: 'In the name of',
    course: 'Course',
    completed: 'Completed on',
    issued: 'Issued on',
    by: 'Issued by',
    counts: 'Counts for',
    minutes: 'min',
    points: 'points',
  },
} as const;

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export const pageStyle = `
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0; background: #f4f5f7; color: #1b1f24; }
main { max-width: 36rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 2px 12px #0001; }
h1 { margin: 0 0 1.25rem; font-size: 1.5rem; line-height: 1.25; }
.valid h1 { color: #1a6b3c; } .unknown h1 { color: #b3261e; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.25rem; margin: 0; }
dt { color: #5a6068; } dd { margin: 0; font-weight: 600; }
.code { margin: 1.5rem 0 0; color: #5a6068; letter-spacing: .06em; }
`;

/** What somebody sees who scanned the code on an attest; null: no attest has it. */
export function verificationPage(attest: Shown | null, locale: 'nl' | 'fr' | 'en'): string {
  const text = words[locale];
  const title = attest ? text.valid : text.unknown;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/api/v1/verify/style/page.css">
</head>
<body><main class="${attest ? 'valid' : 'unknown'}"><h1>${title}</h1>
${attest ? details(attest, locale) : `<p>${text.explain}</p>`}
</main></body>
</html>`;
}

function details(attest: Shown, locale: 'nl' | 'fr' | 'en'): string {
  const text = words[locale];
  const counts = attest.federations.map(({ federation, accreditationNumber, minutes, points }) => {
    const amount =
      points === null ? `${minutes} ${text.minutes}` : `${points} ${text.points}, ${minutes} ${text.minutes}`;
    return `${federation} ${accreditationNumber}: ${amount}`;
  });
  const rows: [string, string][] = [
    [text.holder, attest.holder],
    [text.course, attest.courseTitle[locale] ?? attest.courseTitle.nl],
    [text.completed, formatDay(attest.completedOn, locale)],
    [text.issued, formatDay(attest.issuedOn, locale)],
    [text.by, attest.issuedBy],
    ...counts.map((line): [string, string] => [text.counts, line]),
  ];
  const list = rows.map(([term, value]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n');
  return `<dl>\n${list}\n</dl>\n<p class="code">${escapeHtml(attest.code)}</p>`;
}
