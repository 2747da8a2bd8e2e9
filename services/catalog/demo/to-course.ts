import type { DemoCourse, DemoQuestion, Three } from './source/shapes.ts';
import { teachers } from './source/teachers.ts';
import { themes } from './source/themes.ts';

const local = ([nl, fr, en]: Three) => ({ nl, fr, en });

const trailers: Record<string, string> = {
  OVB: 'trailer-lawyers.mp4',
  NKN: 'trailer-notaries.mp4',
  BIV: 'trailer-estate-agents.mp4',
  ITAA: 'trailer-accountants.mp4',
  FBC: 'trailer-mediators.mp4',
};

/** Seconds at which a chapter of the demo shows a check; long courses show two. */
const checkMoments = [
  [8, 16],
  [12, 20],
  [15, 25],
];

export type CatalogueCourse = ReturnType<typeof courseOf>;

/** A course of the demo as a catalogue file tells of it. */
export function courseOf(source: DemoCourse, position: number) {
  const theme = themes[source.theme];
  const teacher = teachers[source.teacher];
  if (!theme || !teacher) throw new Error(`${source.code}: unknown theme or teacher`);
  const own = source.code.split('-')[0] ?? '';
  return {
    code: source.code,
    kind: 'video',
    language: source.language,
    title: local(source.title),
    summary: local(source.summary),
    description: local(theme.about.map((about, i) => `${source.summary[i]}\n\n${about}`) as Three),
    minutes: source.minutes,
    priceCents: source.euros * 100,
    vatRate: 21,
    teacher: { ...teacher, bio: local(teacher.bio) },
    trailer: trailers[own],
    programme: [
      ...source.parts.map(local),
      local(['Afsluitende toets en evaluatie', 'Test final et évaluation', 'Final test and evaluation']),
    ],
    accreditations: source.accreditations.map(({ federation, number, points, minutes, until }) => ({
      federation,
      accreditationNumber: number,
      minutes: minutes ?? source.minutes,
      points: points ?? null,
      attestUntil: until,
    })),
    chapters: source.parts.map((title, i) => ({ number: i + 1, title: local(title), media: `chapter-${i + 1}.mp4` })),
    attentionChecks: source.parts.flatMap((_, i) =>
      (checkMoments[i] ?? []).slice(0, source.minutes >= 120 ? 2 : 1).map((atSecond) => ({ chapter: i + 1, atSecond })),
    ),
    finalTest: {
      drawn: 5,
      passPercent: own === 'OVB' ? 80 : 60,
      questions: theme.questions.map((question, i) => questionOf(question, position + i)),
    },
    documents: hasSyllabus(source.code) ? [syllabus(source)] : [],
  };
}

/** All courses for lawyers, and the first two of the others. */
const hasSyllabus = (code: string) => /^OVB-|0[12]$/.test(code);

function syllabus({ code, language }: DemoCourse) {
  const name = language === 'fr' ? 'Résumé' : 'Syllabus';
  const title = local(['Syllabus', 'Résumé du cours', 'Syllabus']);
  return { file: `${name} ${code}.pdf`, kind: 'syllabus', language, title };
}

function questionOf({ prompt, right, wrong }: DemoQuestion, turn: number) {
  const options = [
    ...right.map((label) => ({ label: local(label), correct: true })),
    ...wrong.map((label) => ({ label: local(label), correct: false })),
  ];
  const cut = turn % options.length;
  return {
    kind: right.length > 1 ? 'multiple' : 'single',
    prompt: local(prompt),
    options: [...options.slice(cut), ...options.slice(0, cut)],
  };
}
