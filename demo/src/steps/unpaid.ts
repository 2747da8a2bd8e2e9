import { type AttestView, given, type Journey, type OrderView, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';
import { requestAttest } from './attest.ts';
import { complete } from './learn.ts';

/** No attest stands without payment (V-14): the order can't be withdrawn any more, or the attest is revoked. */
export const withoutPayment: Step = {
  name: 'attest unpaid',
  async play(journey) {
    const other = given(journey, 'colleague');
    const person = given(other, 'learner');
    const { 'before-payment': course, ...courses } = given(journey, 'courses');
    const lines = [{ courseId: course.id }];
    const wish = { lines, immediateAccessConsent: true, activateNow: true };
    const { body: order } = await person.post<OrderView>('/api/v1/orders', { body: wish, expect: 201 });
    const enrolmentId = order.lines[0]?.activation?.id;
    demand(enrolmentId, 'the course is not active');
    const at: Journey = { ...other, courses: { ...courses, 'before-payment': course }, attests: {} };
    at.enrolments = { 'before-payment': enrolmentId };
    await complete(at, 'before-payment');
    const attest = await requestAttest(at, 'before-payment');
    const { pathname } = new URL(attest.verifyUrl);
    await journey.visitor.get(pathname);

    const withdrawal = await person.post(`/api/v1/orders/${order.id}/withdrawal`, { expect: [200, 409] });
    if (withdrawal.status === 409) return 'the order can be paid, and no longer be withdrawn';
    const revoked = await until(
      'the revocation of the attest',
      async () => {
        const { body } = await person.get<AttestView & { state: string }>(`/api/v1/attests/${attest.id}`);
        return body.state === 'revoked' && body;
      },
      journey.within,
    );
    const states = revoked.federations.map(({ registration }) => registration?.state ?? 'withdrawn');
    demand(
      states.every((state) => state === 'withdrawn'),
      `registrations are ${states.join(', ')}`,
    );
    await journey.visitor.get(pathname, { expect: 410 });
    const page = await journey.visitor.get(pathname, { headers: { accept: 'text/html' } });
    demand(page.bytes.toString('utf8').includes('ingetrokken'), 'the page does not say that it is revoked');
    await journey.mailbox.find('about the attest', other.person.email, ({ subject }) =>
      /attest is ingetrokken/.test(subject),
    );
    return 'withdrawn at once: the attest is revoked, its page and a mail say so, no federation hears of it';
  },
};
