import { formatDay, formatMinutes } from '@leerhuis/calendar';
import { type DocumentDefinition, qrVector } from '@leerhuis/documents';
import { inLocale, type Locale, spaced } from '@leerhuis/language';
import { type Attest, toldByProvider } from './domain/attest.ts';

const words = {
  nl: {
    title: 'Attest permanente vorming',
    declares: 'verklaart dat',
    followed: 'de volgende opleiding heeft gevolgd en de eindtoets heeft afgelegd met goed gevolg:',
    completed: 'Afgerond op',
    federation: 'Federatie',
    member: 'Lidnummer',
    accreditation: 'Erkenning',
    hours: 'Duur',
    points: 'Punten',
    verify: 'Controleer dit attest op',
    issued: 'Uitgereikt op',
    toldBy: (provider: string, federations: string) =>
      `${provider} meldt deze deelname zelf aan ${federations}; niemand hoeft dit attest op te sturen.`,
  },
  fr: {
    title: 'Attestation de formation permanente',
    declares: 'déclare que',
    followed: 'a suivi la formation suivante et en a réussi le test final :',
    completed: 'Terminée le',
    federation: 'Fédération',
    member: 'Numéro de membre',
    accreditation: 'Agrément',
    hours: 'Durée',
    points: 'Points',
    verify: 'Vérifiez cette attestation sur',
    issued: 'Délivrée le',
    toldBy: (provider: string, federations: string) =>
      `${provider} communique directement cette participation (${federations}) ; il n’est pas nécessaire d’envoyer cette attestation.`,
  },
  en: {
    title: 'Attest of continuing education',
    declares: 'declares that',
    followed: 'has followed this course and passed its final test:',
    completed: 'Completed on',
    federation: 'Federation',
    member: 'Member number',
    accreditation: 'Accreditation',
    hours: 'Length',
    points: 'Points',
    verify: 'Verify this attest at',
    issued: 'Issued on',
    toldBy: (provider: string, federations: string) =>
      `${provider} itself reports this participation to ${federations}; nobody need send this attest.`,
  },
} as const;

/** Under which the PDF of an attest is kept. */
export function attestFileId({ id }: Pick<Attest, 'id'>, locale: Locale): string {
  return `attest-${id}-${locale}`;
}

/** The attest as a document; shows what was true when it was issued. The course goes by its title in its own language. */
export function attestPdf(
  attest: Attest,
  options: {
    locale: Locale;
    providerName: string;
    verifyUrl: string;
    dayOf: (instant: Date) => string;
    /** For one that was laid out before lengths and signs were written as each language does, and for those who send it alone: it stays what was printed. */
    asBefore?: boolean;
  },
): DocumentDefinition {
  const { locale, providerName, verifyUrl, dayOf, asBefore = false } = options;
  const text = words[locale];
  const accent = '#0b5c63';
  const lines = asBefore ? attest.lines.filter(({ way }) => way === 'pdf') : attest.lines;
  const told = asBefore ? [] : toldByProvider(attest);
  const header = [text.federation, text.member, text.accreditation, text.hours, text.points];
  const { title, language = locale } = attest.course;
  return {
    info: { title: text.title, author: providerName, creationDate: attest.issuedAt, modDate: attest.issuedAt },
    pageMargins: [64, 72, 64, 64],
    content: [
      { text: providerName, color: accent, bold: true, fontSize: 12 },
      { text: text.title, fontSize: 24, bold: true, margin: [0, 24, 0, 28] },
      { text: `${providerName} ${text.declares}`, margin: [0, 0, 0, 8] },
      { text: `${attest.holder.firstName} ${attest.holder.lastName}`, fontSize: 18, bold: true, margin: [0, 0, 0, 8] },
      { text: asBefore ? text.followed : spaced(text.followed, locale), margin: [0, 0, 0, 8] },
      { text: inLocale(title, language), fontSize: 14, bold: true, margin: [0, 0, 0, 4] },
      {
        text: `${attest.course.code} – ${text.completed} ${formatDay(dayOf(attest.completedAt), locale)}`,
        color: '#555',
      },
      {
        margin: [0, 28, 0, told.length > 0 ? 10 : 28],
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          widths: ['auto', 'auto', '*', 'auto', 'auto'],
          body: [
            header.map((label) => ({ text: label, bold: true, color: accent })),
            ...lines.map((line) => [
              line.federation,
              line.memberNumber,
              line.accreditationNumber,
              asBefore ? lengthBefore(line.minutes) : formatMinutes(line.minutes, locale),
              line.points === null ? '–' : String(line.points).replace('.', locale === 'en' ? '.' : ','),
            ]),
          ],
        },
      },
      ...(told.length > 0
        ? [{ text: spaced(text.toldBy(providerName, listOf(told, locale)), locale), margin: [0, 0, 0, 28] as Margins }]
        : []),
      {
        columns: [
          { width: 110, stack: [qrVector(verifyUrl, { size: 96 })] },
          {
            width: '*',
            margin: [8, 12, 0, 0],
            stack: [
              { text: text.verify, color: '#555' },
              { text: verifyUrl, link: verifyUrl, color: accent },
              { text: attest.code, bold: true, fontSize: 13, margin: [0, 6, 0, 0] },
              {
                text: `${text.issued} ${formatDay(dayOf(attest.issuedAt), locale)}`,
                color: '#555',
                margin: [0, 6, 0, 0],
              },
            ],
          },
        ],
      },
    ],
  };
}

type Margins = [number, number, number, number];

const listOf = (names: readonly string[], locale: Locale) => new Intl.ListFormat(locale).format(names);

/** `2 h 00`, in every language. */
function lengthBefore(minutes: number): string {
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}
