import { euro, given, type Journey, type OrderView, type PaymentView, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';

export const startPayment: Step = {
  name: 'payment',
  async play(journey) {
    const { id, total } = given(journey, 'order');
    type Ways = { items: { method: string; title: string }[] };
    const { items } = (await journey.visitor.get<Ways>('/api/v1/payment-methods')).body;
    const [method] = items.map((each) => each.method);
    const { body } = await given(journey, 'learner').post<PaymentView>(`/api/v1/orders/${id}/payments`, {
      body: { method },
      expect: 201,
    });
    demand(body.amount.amount === total.amount, `${euro(body.amount)} is asked instead of ${euro(total)}`);
    journey.payment = body;
    const ways = items.map(({ title }) => title).join(', ');
    return `${body.status}, ${euro(body.amount)}, by ${method} out of ${ways}, to ${body.checkoutUrl}`;
  },
};

/** Fills in the hosted page as a browser would: the fields that are there, as they are chosen. */
export const checkout: Step = {
  name: 'checkout',
  async play(journey) {
    const { checkoutUrl } = given(journey, 'payment');
    demand(checkoutUrl, 'the payment has no checkout page');
    const page = await (await fetch(checkoutUrl)).text();
    const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
    demand(action, 'the checkout page has no form');
    const chosen = [...page.matchAll(/name="(\w+)" value="(\w+)" required checked/g)];
    const form = new URLSearchParams(chosen.map(([, name = '', value = '']): [string, string] => [name, value]));
    form.set('status', 'paid');
    const sent = await fetch(new URL(action, checkoutUrl), { method: 'POST', body: form, redirect: 'manual' });
    demand(sent.status === 303, `the checkout page gave ${sent.status}`);
    return `paid by ${form.get('method')}, sent back to ${sent.headers.get('location')}`;
  },
};

const shown = async (journey: Journey): Promise<OrderView> => {
  const { id } = given(journey, 'order');
  return (await given(journey, 'learner').get<OrderView>(`/api/v1/orders/${id}`)).body;
};

export const invoice: Step = {
  name: 'invoice',
  async play(journey) {
    const paid = await until(
      'payment of the order',
      async () => {
        const order = await shown(journey);
        return order.status === 'paid' && order;
      },
      journey.within,
    );
    demand(paid.invoice, 'the order is paid and has no invoice');
    journey.order = paid;
    const learner = given(journey, 'learner');
    const { body } = await learner.get<{ items: { orderId: string; number: string }[] }>('/api/v1/invoices?limit=100');
    const ours = body.items.filter(({ orderId }) => orderId === paid.id);
    demand(ours.length === 1, `${ours.length} invoices instead of one`);
    const { bytes } = await learner.get(paid.invoice.pdfUrl);
    demand(bytes.subarray(0, 5).toString() === '%PDF-', 'the invoice is no PDF');
    const { number } = paid.invoice;
    const mail = await journey.mailbox.find('with the invoice', journey.person.email, (one) =>
      one.attachments.some(({ filename }) => filename === `${number}.pdf`),
    );
    return `${number}, exactly one; "${mail.subject}" with ${mail.attachments[0]?.filename}`;
  },
};

/** The provider tells the same thing again, and somebody tells nonsense: nothing changes. */
export const webhookRepeated: Step = {
  name: 'webhook repeated',
  async play(journey) {
    const { id } = given(journey, 'order');
    const staff = given(journey, 'staff');
    const payments = async () =>
      (
        await staff.get<{ items: { providerPaymentId: string; status: string; refunds: unknown[] }[] }>(
          `/api/v1/admin/payments?orderId=${id}`,
        )
      ).body.items;
    const [payment] = await payments();
    demand(payment, 'staff see no payment');
    const contentType = 'application/x-www-form-urlencoded';
    for (const told of [payment.providerPaymentId, payment.providerPaymentId, 'tr_unknown'])
      await journey.visitor.post('/api/v1/webhooks/payments', {
        raw: { content: `id=${told}`, contentType },
        expect: 200,
      });
    const invoices = await given(journey, 'learner').get<{ items: { orderId: string }[] }>(
      '/api/v1/invoices?limit=100',
    );
    const count = invoices.body.items.filter(({ orderId }) => orderId === id).length;
    const after = await payments();
    demand(count === 1, `${count} invoices after repeated webhooks`);
    demand(after.length === 1 && after[0]?.refunds.length === 0, 'repeated webhooks made payments or refunds');
    return 'told twice more, and of a payment unknown: still one payment, one invoice';
  },
};
