import type { FileCourse, FilePackage, Uploads } from '../src/importing/domain/file-course.ts';

/** A course as a file tells of it, in order by every rule; tests change what they are about. */
export function fileCourse(changes: Partial<FileCourse> = {}): FileCourse {
  return {
    code: 'OVB-1',
    kind: 'video',
    language: 'nl',
    title: { nl: 'Erfrecht', fr: 'Droit successoral', en: 'Inheritance law' },
    summary: { nl: 'Reserve en inkorting' },
    description: { nl: 'Met cijfers' },
    minutes: 60,
    priceCents: 6_000,
    vatRate: 21,
    teacher: { name: 'Lut Verhaegen', email: 'lut@docenten.example', bio: { nl: 'Notaris' } },
    trailer: 'trailer.mp4',
    programme: [{ nl: 'De massa' }],
    accreditations: [
      { federation: 'OVB', accreditationNumber: 'OVB-2026-0001', minutes: 60, points: 1, attestUntil: '2027-12-31' },
    ],
    chapters: [{ number: 1, title: { nl: 'De massa' }, media: 'one.mp4' }],
    attentionChecks: [{ chapter: 1, atSecond: 10 }],
    finalTest: {
      drawn: 1,
      passPercent: 80,
      questions: [
        {
          kind: 'single',
          prompt: { nl: 'Hoeveel?' },
          options: [
            { label: { nl: 'De helft' }, correct: true },
            { label: { nl: 'Alles' }, correct: false },
          ],
        },
      ],
    },
    ...changes,
  };
}

export function filePackage(changes: Partial<FilePackage> = {}): FilePackage {
  return {
    code: 'EDUC10',
    title: { nl: 'EDUC 10' },
    description: { nl: 'Tien uur' },
    minutes: 600,
    priceCents: 44_000,
    vatRate: 21,
    ...changes,
  };
}

const pdf = { contentType: 'application/pdf', size: 1_200, fingerprint: 'ab'.repeat(32) };

export const uploaded: Uploads = {
  fingerprints: new Map(),
  media: new Map([
    ['trailer.mp4', 8],
    ['one.mp4', 20],
    ['two.mp4', 30],
  ]),
  documents: new Map([['Syllabus.pdf', { documentId: 'd1', filename: 'Syllabus.pdf', ...pdf }]]),
};
