import { describe, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import { invoiceFor, type ProForma } from './document.ts';

const seller = {
  name: 'Leerhuis Academie BV',
  street: 'Stationsstraat 12',
  postalCode: '9000',
  city: 'Gent',
  country: 'BE',
  vatNumber: 'BE0123456749',
  registerOfLegalEntities: 'RPR Gent',
  iban: 'BE68539007547034',
  bic: 'BPOTBEB1',
  email: 'boekhouding@leerhuis.example',
  website: 'www.leerhuis.example',
};
const proForma: ProForma = {
  kind: 'pro-forma',
  id: 'pf-1',
  number: 'PF-2026-000123',
  issuedOn: '2026-11-22',
  orderId: 'order-1',
  accountId: 'account-1',
  organisationId: null,
  placedOn: '2026-11-22',
  locale: 'nl',
  seller,
  buyer: { name: 'Ann Peeters', enterpriseNumber: null, address: null },
  lines: [
    {
      title: { nl: 'Huurrecht' },
      code: 'OVB-1',
      minutes: 120,
      quantity: 1,
      price: euro(10_000),
      net: euro(10_000),
      vatRate: 21,
    },
  ],
  net: euro(10_000),
  vat: euro(2_100),
  total: euro(12_100),
  perRate: [{ rate: 21, net: euro(10_000), vat: euro(2_100) }],
  purchaseReference: 'PO 7',
  exemptions: [],
  dueDate: '2026-12-22',
  structuredCommunication: '+++260/0000/12341+++',
};

describe('the invoice that replaces a pro-forma (V-10)', () => {
  const moved = { ...seller, street: 'Kouter 1' };
  const facts = {
    id: 'f-1',
    number: 'F-2026-000009',
    issuedOn: '2026-11-25',
    paidOn: '2026-11-24',
    paidWith: 'bancontact',
  };
  const invoice = invoiceFor(proForma, { ...facts, seller: moved });

  it('names what it replaces, and when the price was received', () => {
    expect(invoice.replaces).toEqual({
      number: 'PF-2026-000123',
      issuedOn: '2026-11-22',
      structuredCommunication: '+++260/0000/12341+++',
    });
    expect(invoice).toMatchObject({ kind: 'invoice', ...facts });
  });

  it('sells the same to the same, to the cent, and carries the seller of its own day', () => {
    const { lines, net, vat, total, perRate, buyer, purchaseReference, orderId } = proForma;
    expect(invoice).toMatchObject({
      lines,
      net,
      vat,
      total,
      perRate,
      buyer,
      purchaseReference,
      orderId,
      seller: moved,
    });
    expect(invoice).not.toHaveProperty('dueDate');
  });
});
