import { readFile } from 'node:fs/promises';

type Text = string | Record<string, string>;
interface FileQuestion {
  prompt: Text;
  options: { label: Text; correct: boolean }[];
}
interface FileCourse {
  code: string;
  teacher: { email: string };
  finalTest: { questions: FileQuestion[] };
}

export interface ShownQuestion {
  questionId: string;
  prompt: Text;
  options: { optionId: string; label: Text }[];
}
export type GivenAnswer = { questionId: string; optionIds: string[] };

const file = new URL('../../services/catalog/demo/catalogue.json', import.meta.url);

/** The demo catalogue as staff have it on paper: whoever plays the learner cribs from it. */
export const readCatalogueFile = (): Promise<Buffer> => readFile(file);

const texts = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));

/** What the catalogue file says of a course, which the API tells nobody. */
export async function staffKnowledgeOf(code: string) {
  const { courses } = JSON.parse((await readCatalogueFile()).toString('utf8')) as { courses: FileCourse[] };
  const course = courses.find((one) => one.code === code);
  if (!course) throw new Error(`the demo catalogue has no course ${code}`);
  const { teacher, finalTest } = course;

  function answer({ questionId, prompt, options }: ShownQuestion, right: boolean): GivenAnswer {
    const shown = texts(prompt);
    const known = finalTest.questions.find((one) => texts(one.prompt).some((text) => shown.includes(text)));
    if (!known) throw new Error(`the demo catalogue has no question "${shown[0]}"`);
    const correct = new Set(known.options.filter((option) => option.correct).flatMap(({ label }) => texts(label)));
    const isRight = (label: Text) => texts(label).some((text) => correct.has(text));
    const chosen = options.filter(({ label }) => isRight(label) === right);
    // of what is wrong, one is enough
    return { questionId, optionIds: (right ? chosen : chosen.slice(0, 1)).map(({ optionId }) => optionId) };
  }
  return {
    teacherEmail: teacher.email,
    answers: (questions: ShownQuestion[], right: boolean) => questions.map((question) => answer(question, right)),
  };
}
