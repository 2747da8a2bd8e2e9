import { type DocumentDefinition, renderPdf } from '@leerhuis/documents';
import { inLocale, type Locale } from '@leerhuis/language';
import type { CatalogueCourse } from './to-course.ts';

const words = {
  nl: {
    contents: 'Inhoud',
    teacher: 'Docent',
    more: 'Bij dit onderdeel hoort het hoofdstuk met dezelfde titel in het leslokaal.',
  },
  fr: {
    contents: 'Contenu',
    teacher: 'Formateur',
    more: 'Cette partie accompagne le chapitre du même titre dans la salle de cours.',
  },
  en: {
    contents: 'Contents',
    teacher: 'Teacher',
    more: 'This part goes with the chapter of the same title in the classroom.',
  },
};

/** The syllabus of a course of the demo: the same bytes at each run. */
export function syllabusOf(course: CatalogueCourse): Promise<Buffer> {
  const locale = course.language as Locale;
  const { contents, teacher, more } = words[locale];
  const parts = course.chapters.map(({ title }) => inLocale(title, locale));
  const definition: DocumentDefinition = {
    info: { title: inLocale(course.title, locale), creationDate: new Date('2026-01-05T09:00:00Z') },
    content: [
      { text: course.code, color: '#5f6b76' },
      { text: inLocale(course.title, locale), fontSize: 18, bold: true, margin: [0, 4, 0, 8] },
      { text: `${teacher}: ${course.teacher.name}`, margin: [0, 0, 0, 16] },
      { text: inLocale(course.description, locale), margin: [0, 0, 0, 16] },
      { text: contents, bold: true, margin: [0, 0, 0, 4] },
      { ol: parts },
      ...parts.flatMap((part, n) => [
        {
          text: `${n + 1}. ${part}`,
          fontSize: 14,
          bold: true,
          margin: [0, 20, 0, 4] as [number, number, number, number],
        },
        { text: more },
      ]),
    ],
  };
  return renderPdf(definition);
}
