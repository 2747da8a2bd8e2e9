import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, zonedDay } from '@leerhuis/calendar';
import { textLayerOf } from '@leerhuis/documents';
import { seed } from '@leerhuis/provider';
import { tellSettings } from '@leerhuis/testkit';
import { type Order, payFor, place, soon, view } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
let buyer: Buyer;
beforeAll(async () => {
  orders = await ordersUnderTest({ PAYMENT_POLL_SECONDS: '0.2' });
  buyer = await orders.buyer();
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const today = zonedDay(new Date(), 'Europe/Brussels');
const changedAt = new Date().toISOString();
const from = (validFrom: string) => ({ id: `from ${validFrom}`, validFrom, source: 'test' });
const pdfText = async (url: string) => {
  const [page = ''] = await textLayerOf(
    (
      await soon(async () => {
        const answer = await buyer.http.get(url);
        return answer.status === 200 && answer;
      })
    ).bytes,
  );
  return page.replaceAll('\u00a0', ' ');
};
const proFormaOf = (order: Order) => pdfText(order.proForma.pdfUrl);
const dueDateOf = async ({ id }: Order) =>
  (await buyer.http.get<{ proForma: { dueDate: string } }>(`/api/v1/orders/${id}`)).body.proForma.dueDate;

const [identity] = seed.identity;
const [terms] = seed.terms;
if (!identity || !terms) throw new Error('the seed has a provider with terms');
const moved = { ...identity, ...from(today), name: 'Leerhuis NV', iban: 'BE71096123456769', bic: 'GKCCBEBB' };

describe('settings that hold from today', () => {
  let before: Order;
  let after: Order;

  it('are on the next pro-forma, and not on one that was issued before', async () => {
    before = await place(orders, buyer);
    expect(await proFormaOf(before)).toContain('BE68 5390 0754 7034');
    await tellSettings(orders.service, { kind: 'identity', revision: 1, changedAt, records: [identity, moved] });
    const short = { ...terms, ...from(today), paymentDays: 14 };
    await tellSettings(orders.service, { kind: 'terms', revision: 1, changedAt, records: [terms, short] });
    after = await place(orders, buyer);
    const text = await proFormaOf(after);
    expect(text).toContain('BE71 0961 2345 6769');
    expect(text).toContain('Leerhuis NV');
    expect(text).not.toContain('BE68');
    expect(await proFormaOf(before)).not.toContain('BE71');
    expect([await dueDateOf(before), await dueDateOf(after)]).toEqual([addDays(today, 30), addDays(today, 14)]);
  });

  it('are on an invoice that is issued now, whatever its pro-forma said', async () => {
    const payment = await payFor(buyer, before, 'bancontact');
    await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    const { invoice } = await soon(async () => {
      const order = await view(buyer, before);
      return order.invoice && order;
    });
    expect(await pdfText(invoice?.pdfUrl ?? '')).toContain('Leerhuis NV');
  });

  it('say where a transfer for an order of before goes', async () => {
    const payment = await payFor(buyer, after, 'banktransfer');
    expect(payment).toMatchObject({ transfer: { iban: 'BE71096123456769', beneficiary: 'Leerhuis NV' } });
  });

  it('show the provider under its name on pages', async () => {
    const page = async () => (await buyer.http.get(`/api/v1/orders/${after.id}/payment-page`)).bytes.toString();
    expect(await page()).toContain('<p class="brand">Leerhuis</p>');
    const [brand] = seed.brand;
    if (!brand) throw new Error('the seed has a brand');
    const renamed = { ...brand, ...from(today), name: 'Huis & Co' };
    await tellSettings(orders.service, { kind: 'brand', revision: 1, changedAt, records: [brand, renamed] });
    expect(await page()).toContain('<p class="brand">Huis &amp; Co</p>');
  });
});

describe('a VAT rate', () => {
  it('that ended is sold at no more, and one that lies ahead not yet', async () => {
    const ended = (validFrom: string) => ({ ...from(validFrom), rate: 21, inUse: false, exemptionGround: null });
    const tell = (revision: number, validFrom: string) =>
      tellSettings(orders.service, {
        kind: 'vat-rates',
        revision,
        changedAt,
        records: [...seed['vat-rates'], ended(validFrom)],
      });
    await tell(1, addDays(today, 1));
    await place(orders, buyer);
    await tell(2, today);
    await expect(place(orders, buyer)).rejects.toThrow('not placed: 422');
  });

  it('stays as it is when an older fact comes late, and when the service starts anew', async () => {
    await tellSettings(orders.service, { kind: 'vat-rates', revision: 1, changedAt, records: [...seed['vat-rates']] });
    await orders.service.restart();
    await expect(place(orders, buyer)).rejects.toThrow('not placed: 422');
  });
});
