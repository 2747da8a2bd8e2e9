import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { textLayerOf } from '@leerhuis/documents';
import { config, startOrders } from '@leerhuis/orders';
import { fileBefore, hash, type OnStored, onStored, storedAt } from './stored-before.ts';

interface AuditItem {
  id: string;
  subject: string;
  after: Record<string, unknown>;
}
interface Line {
  title: { nl: string };
}
/** Spaces and line ends are drawn as places. */
const inOneRow = (text: string) => text.replace(/\s/g, '');
/** Letters and accents in one; from left to right as they stand on paper. */
const drawn = (name: string) =>
  /\p{Script=Arabic}/u.test(name) ? [...name].reverse().join('') : name.normalize('NFC');

let orders: OnStored;
beforeAll(async () => {
  orders = await onStored({
    name: 'orders',
    config,
    start: (settings, stops) => startOrders(settings, stops, () => storedAt),
    env: { PAYMENT_API_URL: 'http://127.0.0.1:9/v2', PAYMENT_API_KEY: 'test_key', CREDIT_LAPSE_SECONDS: '3600' },
  });
}, 90_000);
afterAll(() => orders?.stop());

describe('orders, on what the version before stored', () => {
  it('has everything under its id', async () => {
    expect(await orders.lost()).toEqual({});
  });

  it('gives every document with its whole text, and keeps what it replaces with the audit trail', async () => {
    const { body } = await orders.staff.get<{ items: AuditItem[] }>('/api/v1/admin/orders-audit?limit=100');
    const replaced = new Map(body.items.map((entry) => [entry.subject, entry]));
    for (const { _id, kind, number, accountId, buyer, lines } of orders.before('documents')) {
      const reader = await orders.as(String(accountId));
      const path = kind === 'invoice' ? 'invoices' : 'pro-formas';
      const pdf = (await reader.get(`/api/v1/${path}/${_id}/pdf`)).bytes;
      const [text = ''] = textLayerOf(pdf);
      const { name } = buyer as { name: string };
      for (const words of [number, drawn(name), (lines as Line[])[0]?.title.nl ?? ''])
        expect(inOneRow(text)).toContain(inOneRow(String(words)));
      const before = fileBefore(orders, 'documentFiles', String(_id));
      const entry = replaced.get(String(_id));
      if (!entry) {
        expect(pdf.equals(before)).toBe(true);
        continue;
      }
      expect(entry).toMatchObject({
        by: 'orders',
        action: 'document.laid-out-again',
        before: { sha256: hash(before) },
      });
      expect(entry.after['sha256']).toBe(hash(pdf));
      const kept = await orders.staff.get(`/api/v1/admin/orders-audit/${entry.id}/file`);
      expect(hash(kept.bytes)).toBe(hash(before));
    }
    const numbers = orders
      .before('documents')
      .flatMap(({ _id, number }) => (replaced.has(String(_id)) ? [number] : []));
    expect(numbers).toEqual(
      expect.arrayContaining(['PF-2026-000005', 'PF-2026-000006', 'F-2026-000003', 'PF-2026-000007', 'PF-2026-000009']),
    );
    expect(numbers).not.toContain('PF-2026-000001');
  });

  it('has names with letters and accents in one', async () => {
    const names = (await orders.now('accounts')).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Zo\u00eb Dvo\u0159\u00e1k', 'محمد العلي']));
    const reader = await orders.as(String(orders.before('carts')[0]?._id));
    const { body } = await reader.get<{ items: { billing: { name: string; address: { city: string } } }[] }>(
      '/api/v1/orders',
    );
    expect(body.items[0]).toMatchObject({ billing: { name: '\u010capek & Žák', address: { city: 'Li\u00e8ge' } } });
  });

  it('tells of each order what was done about it, from the audit trail', async () => {
    for (const { _id, history } of orders.before('orders')) {
      const { body } = await orders.staff.get<{ history: { byName?: string }[] }>(`/api/v1/admin/orders/${_id}`);
      const kept = (history as { at: Date; by: string; what: string; detail?: string }[]).map((entry) => {
        return { detail: null, ...entry, at: entry.at.toISOString() };
      });
      expect(body.history.map(({ byName, ...entry }) => entry)).toEqual(kept);
    }
    const left = (await orders.now('orders')).filter((order) => 'history' in order);
    expect(left).toEqual([]);
  });

  it('mails nobody what was mailed before', async () => {
    expect(await orders.now('outbox')).toEqual([]);
    expect(orders.told.all).toEqual([]);
  });

  it('shows every order with its numbers and sums', async () => {
    for (const order of orders.before('orders')) {
      const reader = await orders.as(String(order['accountId']));
      const { body, status } = await reader.get<Record<string, unknown>>(`/api/v1/orders/${order._id}`);
      expect(status).toBe(200);
      const proForma = order['proForma'] as { number: string; structuredCommunication: string };
      expect(body).toMatchObject({
        total: order['total'],
        proForma: { number: proForma.number, structuredCommunication: proForma.structuredCommunication },
      });
    }
  });
});
