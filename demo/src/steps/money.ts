import { timeOf } from '../clock.ts';
import {
  euro,
  given,
  type Journey,
  type Money,
  type OrderView,
  type PaymentView,
  type Step,
} from '../journey-context.ts';
import { demand, until } from '../until.ts';

interface MovedOrder extends OrderView {
  outstanding: Money;
  entries: { kind: string; amount: Money }[];
}

async function orderHours(journey: Journey): Promise<OrderView> {
  const lines = [{ creditPackageId: given(journey, 'creditPackageId') }];
  const body = { lines, immediateAccessConsent: true };
  return (await given(journey, 'learner').post<OrderView>('/api/v1/orders', { body, expect: 201 })).body;
}

async function pay<T>(journey: Journey, order: OrderView, method: string): Promise<PaymentView & T> {
  const path = `/api/v1/orders/${order.id}/payments`;
  return (await given(journey, 'learner').post<PaymentView & T>(path, { body: { method }, expect: 201 })).body;
}

const standing = (journey: Journey, { id }: OrderView, state: string) =>
  until(
    `an order that is ${state}`,
    async () => {
      const { body } = await given(journey, 'learner').get<MovedOrder>(`/api/v1/orders/${id}`);
      return body.status === state && body;
    },
    journey.within,
  );

/** A transfer goes to the account on the pro-forma; staff find it on the statement and book it. */
export const transfer: Step = {
  name: 'transfer',
  async play(journey) {
    const order = await orderHours(journey);
    const asked = await pay<{ transfer?: { iban: string; reference: string } }>(journey, order, 'banktransfer');
    demand(
      asked.transfer?.reference === order.proForma.structuredCommunication,
      'another reference than the pro-forma',
    );
    const page = new URL(asked.checkoutUrl ?? '');
    const shown = await journey.visitor.get(page.pathname + page.search, { headers: { accept: 'text/html' } });
    demand(shown.bytes.toString('utf8').includes(asked.transfer.reference), 'the page lacks the reference');
    const zone = { timeZone: 'Europe/Brussels' };
    const day = new Intl.DateTimeFormat('sv-SE', zone).format(await timeOf(journey.system));
    const statement = {
      day,
      amount: order.total,
      reference: asked.transfer.reference,
      reason: 'statement of the demo',
    };
    await given(journey, 'staff').post(`/api/v1/admin/orders/${order.id}/payments`, { body: statement, expect: 201 });
    const paid = await standing(journey, order, 'paid');
    demand(paid.invoice, 'booked by hand, and no invoice');
    return `${euro(order.total)} to ${asked.transfer.iban}, booked by staff: ${paid.invoice.number}`;
  },
};

/** A bank takes a card payment back, and gives it again. */
export const chargeBack: Step = {
  name: 'charge-back',
  async play(journey) {
    const order = await orderHours(journey);
    const { checkoutUrl } = await pay(journey, order, 'creditcard');
    const id = /tr_\w+/.exec(checkoutUrl ?? '')?.[0];
    const sandbox = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' };
      const url = `${journey.system.paymentSandboxUrl}/sandbox/${path}`;
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      demand(answer.ok, `the payment sandbox gave ${answer.status} for ${path}`);
      return (await answer.json()) as { id: string };
    };
    await sandbox(`payments/${id}`, { status: 'paid' });
    await standing(journey, order, 'paid');
    const back = await sandbox(`payments/${id}/chargebacks`, {});
    const reopened = await standing(journey, order, 'reopened');
    demand(reopened.outstanding.amount === order.total.amount, 'what was taken back is not owed again');
    await sandbox(`chargebacks/${back.id}`, { reversed: true });
    const again = await standing(journey, order, 'paid');
    return again.entries.map(({ kind, amount }) => `${kind} ${euro(amount)}`).join(', ');
  },
};
