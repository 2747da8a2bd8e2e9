import { euro, given, type OrderView, type Step } from '../journey-context.ts';
import { demand } from '../until.ts';

export const cart: Step = {
  name: 'cart',
  async play(journey) {
    const courses = given(journey, 'courses');
    const learner = given(journey, 'learner');
    const lines = [
      { courseId: courses['before-payment'].id },
      { courseId: courses.payment.id },
      { creditPackageId: given(journey, 'creditPackageId') },
    ];
    const { body } = await learner.put<{ lines: { title: string }[]; total: { amount: number; currency: string } }>(
      '/api/v1/cart',
      { body: { lines } },
    );
    demand(body.lines.length === 3, `${body.lines.length} lines in the cart instead of 3`);
    return `${body.lines.map(({ title }) => title).join(' + ')} = ${euro(body.total)}`;
  },
};

export const order: Step = {
  name: 'order',
  async play(journey) {
    const learner = given(journey, 'learner');
    const { body, headers } = await learner.post<OrderView>('/api/v1/orders', {
      body: { immediateAccessConsent: true },
      expect: 201,
    });
    demand(headers.get('location') === `/api/v1/orders/${body.id}`, `Location says ${headers.get('location')}`);
    demand(body.status === 'placed', `the order is ${body.status}`);
    demand(/^\+\+\+\d{3}\/\d{4}\/\d{5}\+\+\+$/.test(body.proForma.structuredCommunication), 'no communication');
    journey.order = body;
    const { number, structuredCommunication, dueDate } = body.proForma;
    return `${number}, ${euro(body.total)}, ${structuredCommunication}, due ${dueDate}`;
  },
};

/** One key, twice at the same moment and once more: one order. */
export const orderRepeated: Step = {
  name: 'order repeated',
  async play(journey) {
    const learner = given(journey, 'learner');
    const { id: courseId } = given(journey, 'courses').credit;
    const idempotencyKey = `twice-${given(journey, 'order').id}`;
    const call = { body: { lines: [{ courseId }], immediateAccessConsent: true }, idempotencyKey };
    const place = () => learner.post<OrderView>('/api/v1/orders', call);
    const answers = [...(await Promise.all([place(), place()])), await place()];
    const ids = new Set(answers.map(({ body }) => body.id));
    const [first] = answers;
    demand(ids.size === 1 && first, `one key made ${ids.size} orders`);
    await learner.post('/api/v1/orders', {
      body: { lines: [{ courseId: given(journey, 'courses').payment.id }], immediateAccessConsent: true },
      idempotencyKey,
      expect: 422,
    });
    const { body } = await learner.post<OrderView>(`/api/v1/orders/${first.body.id}/withdrawal`);
    demand(body.status === 'withdrawn', `the order is ${body.status}`);
    return `three times with one key: one order, ${body.proForma.number}; another body is refused; withdrawn`;
  },
};

export const proForma: Step = {
  name: 'pro-forma',
  async play(journey) {
    const { number, pdfUrl } = given(journey, 'order').proForma;
    const { bytes } = await given(journey, 'learner').get(pdfUrl);
    demand(bytes.subarray(0, 5).toString() === '%PDF-', 'the download is no PDF');
    await journey.visitor.get(pdfUrl, { expect: 401 });
    const mail = await journey.mailbox.find('with the pro-forma', journey.person.email, (one) =>
      one.attachments.some(({ filename }) => filename === `${number}.pdf`),
    );
    const attached = await journey.mailbox.open(mail.attachments[0] ?? { url: '' });
    demand(attached.subarray(0, 5).toString() === '%PDF-', 'what is attached is no PDF');
    return `"${mail.subject}" with ${mail.attachments[0]?.filename}; downloaded, ${bytes.length} bytes`;
  },
};
