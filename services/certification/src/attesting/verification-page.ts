import { formatDay, formatMinutes } from '@leerhuis/calendar';
import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import { colonFor, inLocale, type Locale, type LocalisedText } from '@leerhuis/language';

interface Shown {
  code: string;
  issuedBy: string;
  holder: string;
  courseTitle: LocalisedText;
  completedOn: string;
  issuedOn: string;
  federations: { federation: string; accreditationNumber: string; minutes: number; points: number | null }[];
}

const words = {
  nl: {
    valid: 'Dit attest is echt',
    revoked: 'Dit attest is ingetrokken',
    revokedOn: 'Ingetrokken op',
    countsNoMore: 'Dit attest werd uitgereikt, maar telt niet meer.',
    unknown: 'Dit attest kennen wij niet',
    explain: 'Er is geen attest met deze code. Kijk na of u ze juist overnam.',
    holder: 'Op naam van',
    course: 'Opleiding',
    completed: 'Afgerond op',
    issued: 'Uitgereikt op',
    by: 'Uitgereikt door',
    counts: 'Telt voor',
    accreditation: 'erkenning',
    points: 'punten',
  },
  fr: {
    valid: 'Cette attestation est authentique',
    revoked: 'Cette attestation a été révoquée',
    revokedOn: 'Révoquée le',
    countsNoMore: 'Cette attestation a été délivrée, mais ne compte plus.',
    unknown: 'Nous ne connaissons pas cette attestation',
    explain: "Il n'y a pas d'attestation avec ce code. Vérifiez que vous l'avez bien recopié.",
    holder: 'Au nom de',
    course: 'Formation',
    completed: 'Terminée le',
    issued: 'Délivrée le',
    by: 'Délivrée par',
    counts: 'Compte pour',
    accreditation: 'agrément',
    points: 'points',
  },
  en: {
    valid: 'This attest is real',
    revoked: 'This attest was revoked',
    revokedOn: 'Revoked on',
    countsNoMore: 'This attest was issued, but counts no more.',
    unknown: 'We do not know this attest',
    explain: 'There is no attest with this code. See whether you copied it right.',
    holder: 'In the name of',
    course: 'Course',
    completed: 'Completed on',
    issued: 'Issued on',
    by: 'Issued by',
    counts: 'Counts for',
    accreditation: 'accreditation',
    points: 'points',
  },
} as const;

/** What somebody sees who scanned the code on an attest; null: no attest has it. A revoked one has a day on which it was. */
export function verificationPage(attest: Shown | null, revokedOn: string | null, frame: PageFrame): string {
  const { locale } = frame;
  const text = words[locale];
  if (!attest) return plainPage(frame, text.unknown, `<p role="alert">${text.explain}</p>`);
  if (!revokedOn) return plainPage(frame, text.valid, details(attest, null, locale));
  const alert = `<p role="alert">${text.countsNoMore}</p>`;
  return plainPage(frame, text.revoked, `${alert}\n${details(attest, revokedOn, locale)}`);
}

function details(attest: Shown, revokedOn: string | null, locale: Locale): string {
  const text = words[locale];
  const counts = attest.federations.map(({ federation, accreditationNumber, minutes, points }) => {
    const amount =
      points === null ? '' : `, ${String(points).replace('.', locale === 'en' ? '.' : ',')} ${text.points}`;
    return `${federation}${colonFor(locale)}${formatMinutes(minutes, locale)}${amount} (${text.accreditation} ${accreditationNumber})`;
  });
  const rows: [string, string][] = [
    [text.holder, attest.holder],
    [text.course, inLocale(attest.courseTitle, locale)],
    [text.completed, formatDay(attest.completedOn, locale)],
    [text.issued, formatDay(attest.issuedOn, locale)],
    [text.by, attest.issuedBy],
    ...(revokedOn
      ? [[text.revokedOn, formatDay(revokedOn, locale)] satisfies [string, string]]
      : counts.map((line): [string, string] => [text.counts, line])),
  ];
  const list = rows.map(([term, value]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n');
  return `<dl>\n${list}\n</dl>\n<p class="code">${escapeHtml(attest.code)}</p>`;
}
