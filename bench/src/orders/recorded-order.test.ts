import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { anotherOrder } from './recorded-order.ts';

const at = new Date('2026-11-23T10:00:00Z');
const recorded = {
  counter: { collection: 'numberSeries', id: 'PF-2026' },
  inserts: [
    { collection: 'orders', documents: [{ _id: 'order', proForma: { id: 'document', number: 'PF-2026-1' }, at }] },
    { collection: 'documents', documents: [{ _id: 'document', orderId: 'order', number: 'PF-2026-1' }] },
    { collection: 'outbox', documents: [{ _id: 'entry', key: 'order', at: new mongo.Timestamp(5n) }] },
  ],
};

describe('another order', () => {
  it('has ids and numbers of its own, which agree with each other, and is the same otherwise', () => {
    let last = 0;
    const [orders, documents, outbox] = anotherOrder(recorded, () => `a-fresh-id-${++last}`);
    const [order] = orders?.documents ?? [];
    const [document] = documents?.documents ?? [];
    expect(order?.['_id']).not.toBe('order');
    expect(document?.['orderId']).toBe(order?.['_id']);
    expect(order?.['proForma']).toEqual({ id: document?.['_id'], number: document?.['number'] });
    expect(document?.['number']).not.toBe('PF-2026-1');
    expect(order?.['at']).toBe(at);
    expect(outbox?.documents[0]).toMatchObject({ key: order?.['_id'], at: new mongo.Timestamp(0n) });
  });
});
