import { describe, expect, it } from '@jest/globals';
import { structuredCommunicationDigits } from '@leerhuis/money';
import { documentNumber } from './document-number.ts';
import { proFormaOf } from './pro-forma.ts';

describe('a pro-forma (V-10)', () => {
  it('is due so many days after its issue, and has a reference of its own number', () => {
    const facts = proFormaOf('pf-1', documentNumber('PF', 2026, 123), '2026-12-15', { paymentDays: 30 });
    expect(facts).toMatchObject({
      id: 'pf-1',
      number: 'PF-2026-000123',
      issuedOn: '2026-12-15',
      dueDate: '2027-01-14',
    });
    expect(structuredCommunicationDigits(facts.structuredCommunication)?.slice(0, 10)).toBe('2600000123');
  });

  it('has another reference for each number of each year', () => {
    const references = [
      documentNumber('PF', 2026, 1),
      documentNumber('PF', 2026, 2),
      documentNumber('PF', 2027, 1),
    ].map((number) => proFormaOf('id', number, '2027-01-01', { paymentDays: 0 }).structuredCommunication);
    expect(new Set(references).size).toBe(3);
  });
});
