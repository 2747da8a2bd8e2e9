import { letPass } from '../clock.ts';
import { given, type Journey, type Step, type Way } from '../journey-context.ts';
import { type ShownQuestion, staffKnowledgeOf } from '../right-answers.ts';
import { demand } from '../until.ts';

interface ClassroomView {
  chapters: { chapterId: string; title: string; durationSeconds: number; videoUrl: string }[];
  attentionChecks: { checkId: string; chapterId: string; atSecond: number; done: boolean }[];
  questions: { text: string; answer: { text: string } | null }[];
}
interface AttemptView {
  id: string;
  questions: ShownQuestion[];
}
interface ResultView {
  questions: { right: boolean | null }[];
  passed: boolean;
  score: { right: number; of: number };
}

function enrolmentOf(journey: Journey, way: Way): string {
  const id = journey.enrolments[way];
  demand(id, `there is no enrolment for ${way} yet`);
  return id;
}

async function classroomOf(journey: Journey, way: Way): Promise<ClassroomView> {
  const path = `/api/v1/enrolments/${enrolmentOf(journey, way)}/classroom`;
  return (await given(journey, 'learner').get<ClassroomView>(path)).body;
}

export const classroom: Step = {
  name: 'classroom',
  async play(journey) {
    const { chapters, attentionChecks } = await classroomOf(journey, 'before-payment');
    demand(chapters.length > 0 && attentionChecks.length > 0, 'the classroom is empty');
    return `${chapters.length} chapters, ${attentionChecks.length} attention checks`;
  },
};

export const chapter: Step = {
  name: 'chapter',
  async play(journey) {
    const [first] = (await classroomOf(journey, 'before-payment')).chapters;
    demand(first, 'the classroom has no chapter');
    const { headers, bytes } = await journey.visitor.get(first.videoUrl, {
      headers: { range: 'bytes=0-' },
      expect: 206,
    });
    demand(bytes.subarray(4, 8).toString() === 'ftyp', 'what plays is no video');
    const forged = first.videoUrl.replace(
      /signature=./,
      (start) => start.slice(0, -1) + (start.endsWith('A') ? 'B' : 'A'),
    );
    await journey.visitor.get(forged, { expect: 403 });
    return `"${first.title}" plays by its signed address (${headers.get('content-range')}); another signature is refused`;
  },
};

interface DocumentsView {
  items: { documentId: string; title: string; filename: string; timesOpened: number }[];
}

/** The syllabus, as its learner opens it; its address is nobody else's. */
export const documents: Step = {
  name: 'documents',
  async play(journey) {
    const learner = given(journey, 'learner');
    const path = `/api/v1/enrolments/${enrolmentOf(journey, 'before-payment')}/documents`;
    const [syllabus] = (await learner.get<DocumentsView>(path)).body.items;
    demand(syllabus, 'the course has no documents');
    const { body } = await learner.post<{ url: string; expiresAt: string }>(`${path}/${syllabus.documentId}/openings`);
    const { bytes, headers } = await journey.visitor.get(body.url);
    demand(bytes.subarray(0, 5).toString() === '%PDF-', 'what opens is no PDF');
    demand(headers.get('content-disposition')?.startsWith('attachment'), 'it would run in the browser');
    const { body: other } = await journey.visitor.post<{ accessToken: string }>('/api/v1/sessions', {
      body: { email: 'mediator@demo.leerhuis.test', password: 'Gesprek-2026!' },
    });
    await journey.visitor.as(other.accessToken).get(body.url, { expect: 403 });
    const [after] = (await learner.get<DocumentsView>(path)).body.items;
    demand(after?.timesOpened === 1, 'that it was opened was not counted');
    return `"${syllabus.filename}" opens until ${body.expiresAt.slice(11, 16)} UTC, for nobody else`;
  },
};

interface ProgressView {
  percent: number;
  refused: { reason: string }[];
}

/** Watches all of it at double speed, telling of it in parts as a player does, and clicks each check a moment after it showed. */
async function watch(journey: Journey, way: Way): Promise<ProgressView> {
  const { chapters, attentionChecks } = await classroomOf(journey, way);
  const learner = given(journey, 'learner');
  const enrolment = `/api/v1/enrolments/${enrolmentOf(journey, way)}`;
  let reached: ProgressView = { percent: 0, refused: [] };
  for (const { chapterId, durationSeconds } of chapters) {
    await letPass(journey.system, Math.ceil(durationSeconds / 2));
    const half = Math.floor(durationSeconds / 2);
    const segments = [
      { chapterId, fromSecond: 0, toSecond: half },
      { chapterId, fromSecond: Math.max(0, half - 1), toSecond: durationSeconds },
    ];
    const body = { position: { chapterId, second: durationSeconds }, segments };
    reached = (await learner.post<ProgressView>(`${enrolment}/progress`, { body })).body;
    demand(reached.refused.length === 0, `of what was watched ${JSON.stringify(reached.refused)} was refused`);
    for (const check of attentionChecks.filter((each) => each.chapterId === chapterId))
      await clickInTime(journey, enrolment, check);
  }
  demand(reached.percent === 100, `${reached.percent} % was watched instead of 100 %`);
  return reached;
}

/** Clicks a check; whoever comes too late, as a part was away, plays its moment again. */
async function clickInTime(
  journey: Journey,
  enrolment: string,
  { checkId, chapterId, atSecond }: ClassroomView['attentionChecks'][number],
): Promise<void> {
  const learner = given(journey, 'learner');
  const path = `${enrolment}/attention-checks/${checkId}/click`;
  for (let turn = 1; turn < 5; turn += 1) {
    if ((await learner.post(path, { expect: [200, 409] })).status === 200) return;
    await letPass(journey.system, 3);
    const segments = [{ chapterId, fromSecond: Math.max(0, atSecond - 2), toSecond: atSecond + 1 }];
    await learner.post(`${enrolment}/progress`, { body: { segments } });
  }
  await learner.post(path);
}

/** Tells at once, as nobody can have watched it. */
async function claim(journey: Journey, way: Way): Promise<ProgressView> {
  const { chapters } = await classroomOf(journey, way);
  const segments = chapters.map(({ chapterId, durationSeconds }) => ({
    ...{ chapterId, fromSecond: 0, toSecond: durationSeconds },
  }));
  const path = `/api/v1/enrolments/${enrolmentOf(journey, way)}/progress`;
  return (await given(journey, 'learner').post<ProgressView>(path, { body: { segments } })).body;
}

export const progress: Step = {
  name: 'progress',
  async play(journey) {
    const { attentionChecks } = await classroomOf(journey, 'before-payment');
    const early = `/api/v1/enrolments/${enrolmentOf(journey, 'before-payment')}/attention-checks/${attentionChecks[0]?.checkId}/click`;
    await given(journey, 'learner').post(early, { expect: 409 });
    const claimed = await claim(journey, 'payment');
    demand(claimed.refused.length > 0 && claimed.percent < 50, `${claimed.percent} % was believed at once`);
    const { percent } = await watch(journey, 'before-payment');
    return `${percent} % watched at double speed; what was claimed at once, and a check of a moment not watched, was refused`;
  },
};

export const attentionChecks: Step = {
  name: 'attention checks',
  async play(journey) {
    const { attentionChecks: checks } = await classroomOf(journey, 'before-payment');
    demand(
      checks.every(({ done }) => done),
      'an attention check that was clicked is not done',
    );
    return `${checks.length} clicked as they showed, all done`;
  },
};

const shareOf = ({ score }: ResultView): string => `${score.right} of ${score.of}`;

async function attempt(journey: Journey, way: Way, right: boolean): Promise<ResultView> {
  const learner = given(journey, 'learner');
  const { answers } = await staffKnowledgeOf(given(journey, 'courses')[way].code);
  const start = `/api/v1/enrolments/${enrolmentOf(journey, way)}/test-attempts`;
  const { body } = await learner.post<AttemptView>(start, { expect: [200, 201] });
  demand(!/"correctOptionIds":\[/.test(JSON.stringify(body)), 'the test tells its right answers');
  const filledIn = answers(body.questions, right);
  journey.attemptId = body.id;
  const path = `/api/v1/test-attempts/${body.id}/answers`;
  await learner.put(path, { body: { answers: filledIn.slice(1) }, expect: 422 });
  return (await learner.put<ResultView>(path, { body: { answers: filledIn } })).body;
}

export const finalTest: Step = {
  name: 'final test',
  async play(journey) {
    const wrong = await attempt(journey, 'before-payment', false);
    demand(!wrong.passed, 'wrong answers passed the test');
    const { questions } = wrong;
    demand(
      questions.every(({ right }) => right === null),
      'a failed test tells which answers were right while it may be tried again',
    );
    const right = await attempt(journey, 'before-payment', true);
    demand(right.passed, `right answers failed the test (${shareOf(right)})`);
    return `wrong answers: failed (${shareOf(wrong)}); again with right ones: passed (${shareOf(right)})`;
  },
};

/** All that an attest asks for: watched, checked, passed. */
export async function complete(journey: Journey, way: Way): Promise<void> {
  await watch(journey, way);
  const { passed } = await attempt(journey, way, true);
  demand(passed, `the test of ${way} was failed`);
}

export const otherCourses: Step = {
  name: 'other courses',
  async play(journey) {
    for (const way of ['payment', 'credit'] as const) await complete(journey, way);
    return 'watched, checked and passed as well';
  },
};

export const evaluation: Step = {
  name: 'evaluation',
  async play(journey) {
    const path = `/api/v1/enrolments/${enrolmentOf(journey, 'before-payment')}/evaluation`;
    await given(journey, 'learner').post(path, { body: { stars: 6 }, expect: 400 });
    await given(journey, 'learner').post(path, { body: { stars: 5, text: 'Helder, met goede voorbeelden.' } });
    return '5 stars, with a text';
  },
};

export const question: Step = {
  name: 'question',
  async play(journey) {
    const { code } = given(journey, 'courses')['before-payment'];
    const { teacherEmail } = await staffKnowledgeOf(code);
    const text = `Geldt dit ook voor een stagiair? (${journey.person.email})`;
    const id = enrolmentOf(journey, 'before-payment');
    await given(journey, 'learner').post(`/api/v1/enrolments/${id}/questions`, { body: { text } });
    const mail = await journey.mailbox.find('with the question', teacherEmail, (one) => one.text.includes(text));
    const token = /\/questions\/(?:page\/)?([\w-]{43})/.exec(mail.text)?.[1];
    demand(token, 'the mail to the teacher has no link to answer by');
    const answer = 'Ja, een stagiair is er evengoed door gebonden.';
    await journey.visitor.put(`/api/v1/questions/${token}`, { body: { answer } });
    const { questions } = await classroomOf(journey, 'before-payment');
    demand(
      questions.some((one) => one.answer?.text === answer),
      'the answer does not show in the classroom',
    );
    const told = await journey.mailbox.find('with the answer', journey.person.email, (one) =>
      one.text.includes(answer),
    );
    return `${teacherEmail} got "${mail.subject}" and answered; learner got "${told.subject}"`;
  },
};

/** Classes of a learner are nobody else's business. */
export const privacy: Step = {
  name: 'privacy',
  async play(journey) {
    const { body } = await journey.visitor.post<{ accessToken: string }>('/api/v1/sessions', {
      body: { email: 'mediator@demo.leerhuis.test', password: 'Gesprek-2026!' },
    });
    const other = journey.visitor.as(body.accessToken);
    const paths = [
      `/api/v1/orders/${given(journey, 'order').id}`,
      `${given(journey, 'order').proForma.pdfUrl}`,
      `/api/v1/enrolments/${enrolmentOf(journey, 'payment')}/classroom`,
    ];
    for (const path of paths) await other.get(path, { expect: 404 });
    return `${paths.length} addresses of this learner do not exist for another`;
  },
};
