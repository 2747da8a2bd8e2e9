import type { CourseSnapshot } from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';

/** A course as the catalogue would publish it. */
export function courseSnapshot({ minutes, price }: { minutes: number; price: number }): CourseSnapshot {
  const courseId = newId();
  return {
    courseId,
    revision: 1,
    code: `HUUR-${minutes}`,
    kind: 'video',
    language: 'nl',
    title: { nl: `Woninghuur in ${minutes} minuten`, fr: `Le bail en ${minutes} minutes` },
    minutes,
    price: { amount: price, currency: 'EUR' },
    vatRate: 21,
    accreditations: [
      { federation: 'OVB', accreditationNumber: 'OVB-2026-417', minutes, points: 2, attestUntil: '2030-02-28' },
    ],
    teacher: { name: 'Bram Lukas', email: 'bram@voorbeeld.be' },
    classroom: {
      chapters: [{ chapterId: newId(), title: { nl: 'Opzeg' }, mediaId: 'huur-1', durationSeconds: 60 }],
      attentionChecks: [],
      finalTest: {
        version: 1,
        questions: [
          {
            questionId: newId(),
            kind: 'single',
            prompt: { nl: 'Hoe lang?' },
            options: [
              { optionId: 'a', label: { nl: 'Drie maanden' } },
              { optionId: 'b', label: { nl: 'Zes maanden' } },
            ],
            correctOptionIds: ['b'],
          },
        ],
        drawn: 1,
        passPercent: 70,
      },
    },
    publishedAt: new Date().toISOString(),
  };
}

export function packageSnapshot({ minutes, price }: { minutes: number; price: number }) {
  return {
    creditPackageId: newId(),
    revision: 1,
    code: `EDUC-${minutes / 60}`,
    title: { nl: `EDUC ${minutes / 60} uren` },
    minutes,
    price: { amount: price, currency: 'EUR' as const },
    vatRate: 21,
    publishedAt: new Date().toISOString(),
  };
}
