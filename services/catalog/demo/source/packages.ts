/** EDUC packages: per hour cheaper than any single course (V-4). Prices exclude VAT. */
export const creditPackages = [
  { hours: 10, euros: 440 },
  { hours: 20, euros: 820 },
  { hours: 60, euros: 2220 },
].map(({ hours, euros }) => ({
  code: `EDUC${hours}`,
  title: {
    nl: `EDUC ${hours}: ${hours} uur opleiding`,
    fr: `EDUC ${hours} : ${hours} heures de formation`,
    en: `EDUC ${hours}: ${hours} hours of training`,
  },
  description: {
    nl: `${hours} uur tegoed, drie jaar lang in te zetten voor elke videocursus en te delen met collega’s van uw kantoor.`,
    fr: `${hours} heures de crédit, à utiliser pendant trois ans pour tout cours vidéo et à partager avec vos collègues de bureau.`,
    en: `${hours} hours of credit, to be spent within three years on any video course and shared with colleagues of your office.`,
  },
  minutes: hours * 60,
  priceCents: euros * 100,
  vatRate: 21,
}));
