import { given, type Journey, type Step, type Way } from '../journey-context.ts';
import { demand, until } from '../until.ts';

interface ActivationView {
  id: string;
  courseId: string;
  source: string;
  accessUntil: string;
}

async function activations(journey: Journey): Promise<ActivationView[]> {
  const { body } = await given(journey, 'learner').get<{ items: ActivationView[] }>('/api/v1/activations?limit=100');
  return body.items;
}

export const beforePayment: Step = {
  name: 'activate early',
  async play(journey) {
    const course = given(journey, 'courses')['before-payment'];
    const { body } = await given(journey, 'learner').post<ActivationView>('/api/v1/activations', {
      body: { orderId: given(journey, 'order').id, courseId: course.id },
      expect: 201,
    });
    demand(body.source === 'before-payment', `the activation came ${body.source}`);
    return `${course.title}, before payment, until ${body.accessUntil.slice(0, 10)}`;
  },
};

export const onPayment: Step = {
  name: 'activated',
  async play(journey) {
    const course = given(journey, 'courses').payment;
    const activation = await until(
      `the activation of ${course.code}`,
      async () => (await activations(journey)).find(({ courseId }) => courseId === course.id),
      journey.within,
    );
    demand(activation.source === 'payment', `the activation came ${activation.source}`);
    return `${course.title}, on payment, until ${activation.accessUntil.slice(0, 10)}`;
  },
};

export const credit: Step = {
  name: 'credit',
  async play(journey) {
    const { body } = await given(journey, 'learner').get<{ totalMinutes: number; items: { expiresAt: string }[] }>(
      '/api/v1/credits',
    );
    demand(body.totalMinutes === 600, `${body.totalMinutes} minutes of credit instead of 600`);
    return `${body.totalMinutes / 60} hours, until ${body.items[0]?.expiresAt.slice(0, 10)}`;
  },
};

export const fromCredit: Step = {
  name: 'activate by credit',
  async play(journey) {
    const course = given(journey, 'courses').credit;
    const learner = given(journey, 'learner');
    await learner.post('/api/v1/activations', { body: { courseId: course.id, fromCredit: true }, expect: 201 });
    await learner.post('/api/v1/activations', { body: { courseId: course.id, fromCredit: true }, expect: 409 });
    const { body } = await learner.get<{ totalMinutes: number }>('/api/v1/credits');
    demand(body.totalMinutes === 600 - course.minutes, `${body.totalMinutes} minutes are left`);
    return `${course.title}: ${course.minutes} minutes less, ${body.totalMinutes} left`;
  },
};

export const enrolled: Step = {
  name: 'my courses',
  async play(journey) {
    const courses = given(journey, 'courses');
    const learner = given(journey, 'learner');
    const items = await until(
      'enrolments in all three courses',
      async () => {
        type Enrolled = { id: string; courseId: string; state: string };
        const { body } = await learner.get<{ items: Enrolled[] }>('/api/v1/enrolments?limit=100');
        // one that was bought is there before it is activated
        const open = body.items.filter(({ state }) => state !== 'not-activated');
        return open.length >= 3 && open;
      },
      journey.within,
    );
    demand(items.length === 3, `${items.length} enrolments instead of 3`);
    for (const [way, course] of Object.entries(courses)) {
      const enrolment = items.find(({ courseId }) => courseId === course.id);
      demand(enrolment, `no enrolment in ${course.code}`);
      journey.enrolments[way as Way] = enrolment.id;
    }
    return `${items.length} enrolments, one per activation`;
  },
};
