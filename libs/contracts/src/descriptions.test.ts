import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from '@jest/globals';
import { asyncApi } from './asyncapi.ts';
import { contractTables, withContractTables } from './event-table.ts';
import { allEvents, allJobs } from './index.ts';

describe('the AsyncAPI description', () => {
  it('is a valid AsyncAPI 3 document with every event and job in it', async () => {
    const source = JSON.stringify(asyncApi({ version: '1.2.3' }));
    const { document, diagnostics } = await new Parser().parse(source);
    const errorSeverity = 0;
    expect(diagnostics.filter(({ severity }) => severity === errorSeverity)).toEqual([]);
    const messages =
      document
        ?.allMessages()
        .all()
        .map((message) => message.name()) ?? [];
    expect(new Set(messages)).toEqual(
      new Set([...allEvents.map(({ type }) => type), ...allJobs.map(({ queue }) => queue)]),
    );
    const paid = document
      ?.allChannels()
      .all()
      .find((channel) => channel.address() === 'orders.order');
    expect(
      paid
        ?.operations()
        .all()
        .map((operation) => operation.id()),
    ).toContain('orders.publishes.orders.order');
  });

  it('describes the data that a consumer gets', () => {
    const { messages } = asyncApi({ version: '1' }).components;
    expect(messages['orders.order.paid.v1']).toMatchObject({
      payload: {
        properties: {
          type: { const: 'orders.order.paid.v1' },
          data: { required: expect.arrayContaining(['invoiceNumber']) },
        },
      },
    });
  });
});

describe('ARCHITECTURE.md', () => {
  const document = readFileSync(new URL('../../../ARCHITECTURE.md', import.meta.url), 'utf8');

  it('has tables that say what the contracts say', () => {
    const advice = 'run: node --conditions=source --import tsx scripts/event-table.mjs';
    expect({ current: withContractTables(document) === document, advice }).toEqual({ current: true, advice });
  });

  it('keeps its prose when the tables are written', () => {
    const stale = document.replace('`orders.order.paid.v1`', '`orders.order.old.v1`');
    expect(stale).not.toBe(document);
    expect(withContractTables(stale)).toBe(document);
    expect(contractTables().events).toContain('`orders.order.paid.v1`');
    expect(() => withContractTables('no places')).toThrow('events:begin');
  });
});
