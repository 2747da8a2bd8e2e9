import { formatDay } from '@leerhuis/calendar';
import { type DocumentDefinition, qrVector } from '@leerhuis/documents';
import { inLocale, type Locale } from '@leerhuis/language';
import type { Attest } from './domain/attest.ts';
import { inHours } from './domain/in-hours.ts';

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
  },
} as const;

/** Under which the PDF of an attest is kept. */
export function attestFileId({ id }: Pick<Attest, 'id'>, locale: Locale): string {
  return `attest-${id}-${locale}`;
}

/** The attest as a document; shows what was true when it was issued. The course goes by its title in its own language. */
export function attestPdf(
  attest: Attest,
  options: { locale: Locale; providerName: string; verifyUrl: string; dayOf: (instant: Date) => string },
): DocumentDefinition {
  const { locale, providerName, verifyUrl, dayOf } = options;
  const text = words[locale];
  const accent = '#0b5c63';
  const lines = attest.lines.filter(({ way }) => way === 'pdf');
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
      { text: text.followed, margin: [0, 0, 0, 8] },
      { text: inLocale(title, language), fontSize: 14, bold: true, margin: [0, 0, 0, 4] },
      {
        text: `${attest.course.code} – ${text.completed} ${formatDay(dayOf(attest.completedAt), locale)}`,
        color: '#555',
      },
      {
        margin: [0, 28, 0, 28],
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
              inHours(line.minutes),
              line.points === null ? '–' : String(line.points).replace('.', locale === 'en' ? '.' : ','),
            ]),
          ],
        },
      },
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
