import type { Words } from '@leerhuis/language';
import writeExcel, { type Cell, type SheetData } from 'write-excel-file/node';
import type { creditPackages } from './source/packages.ts';
import type { CatalogueCourse } from './to-course.ts';

type Value = string | number | null;

/** The same catalogue as a workbook: one sheet per kind of row, linked by the course's code. */
export async function writeSheets(catalogue: {
  courses: CatalogueCourse[];
  creditPackages: typeof creditPackages;
}): Promise<Buffer> {
  const { courses } = catalogue;
  const sheets: Record<string, Record<string, Value>[]> = {
    courses: courses.map((course) => ({
      code: course.code,
      kind: course.kind,
      language: course.language,
      ...inLanguages('title', course.title),
      ...inLanguages('summary', course.summary),
      ...inLanguages('description', course.description),
      minutes: course.minutes,
      priceCents: course.priceCents,
      vatRate: course.vatRate,
      teacherName: course.teacher.name,
      teacherEmail: course.teacher.email,
      ...inLanguages('teacherBio', course.teacher.bio),
      trailer: course.trailer ?? null,
      testDrawn: course.finalTest.drawn,
      testPassPercent: course.finalTest.passPercent,
    })),
    programme: courses.flatMap(({ code, programme }) =>
      programme.map((item, i) => ({ course: code, number: i + 1, ...inLanguages('text', item) })),
    ),
    accreditations: courses.flatMap(({ code, accreditations }) =>
      accreditations.map((accreditation) => ({ course: code, ...accreditation })),
    ),
    chapters: courses.flatMap(({ code, chapters }) =>
      chapters.map(({ number, title, media }) => ({ course: code, number, ...inLanguages('title', title), media })),
    ),
    checks: courses.flatMap(({ code, attentionChecks }) =>
      attentionChecks.map((check) => ({ course: code, ...check })),
    ),
    questions: courses.flatMap(({ code, finalTest }) =>
      finalTest.questions.map(({ kind, prompt, options }, i) => ({
        course: code,
        number: i + 1,
        kind,
        ...inLanguages('prompt', prompt),
        ...inLanguages('options', {
          nl: options.map(({ label }) => label.nl).join('\n'),
          fr: options.map(({ label }) => label.fr).join('\n'),
          en: options.map(({ label }) => label.en).join('\n'),
        }),
        correct: options.flatMap(({ correct }, at) => (correct ? [at + 1] : [])).join(';'),
      })),
    ),
    documents: courses.flatMap(({ code, documents }) =>
      documents.map(({ file, kind, language, title }) => ({
        course: code,
        file,
        kind,
        language,
        ...inLanguages('title', title),
      })),
    ),
    creditPackages: catalogue.creditPackages.map(({ code, title, description, ...numbers }) => ({
      code,
      ...inLanguages('title', title),
      ...inLanguages('description', description),
      ...numbers,
    })),
  };
  return writeExcel(
    Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: cells(rows), stickyRowsCount: 1 })),
  ).toBuffer();
}

function inLanguages(name: string, text: Words): Record<string, string> {
  return { [`${name}_nl`]: text.nl, [`${name}_fr`]: text.fr, [`${name}_en`]: text.en };
}

function cells(rows: Record<string, Value>[]): SheetData {
  const columns = Object.keys(rows[0] ?? {});
  const header: Cell[] = columns.map((value) => ({ value, type: String, fontWeight: 'bold' }));
  return [header, ...rows.map((row) => columns.map((column): Cell => row[column] ?? null))];
}
