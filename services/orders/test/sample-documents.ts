import type { Locale } from '@leerhuis/language';
import { euro, structuredCommunication } from '@leerhuis/money';
import { type Invoice, invoiceFor, type ProForma } from '../src/billing/documents/domain/document.ts';

/** Two rates, a package, a buyer that is a business. */
export function proForma(locale: Locale): ProForma {
  const line = { code: 'OVB-2026-1', minutes: 90, quantity: 1, vatRate: 21 };
  return {
    kind: 'pro-forma',
    id: 'pf-1',
    number: 'PF-2026-000123',
    issuedOn: '2026-11-22',
    orderId: 'order-1',
    accountId: 'account-1',
    organisationId: null,
    placedOn: '2026-11-22',
    locale,
    seller: {
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
    },
    buyer: {
      name: 'Peeters & Zonen BV',
      enterpriseNumber: '1000000021',
      address: { street: 'Kouter 1', postalCode: '8500', city: 'Kortrijk', country: 'BE' },
    },
    lines: [
      { ...line, title: { nl: 'Huurrecht: wat is er nieuw?', fr: 'Le bail' }, price: euro(9_500), net: euro(9_500) },
      {
        ...line,
        code: 'EDUC-10',
        title: { nl: 'EDUC 10 uren' },
        minutes: 600,
        quantity: 2,
        price: euro(45_000),
        net: euro(90_000),
      },
      { ...line, title: { nl: 'Vrijgestelde les' }, vatRate: 0, price: euro(5_000), net: euro(5_000) },
    ],
    net: euro(104_500),
    vat: euro(20_895),
    total: euro(125_395),
    perRate: [
      { rate: 0, net: euro(5_000), vat: euro(0) },
      { rate: 21, net: euro(99_500), vat: euro(20_895) },
    ],
    purchaseReference: 'PO-77',
    exemptions: [{ nl: 'Vrijgesteld van btw – art. 44', fr: 'Exempté – art. 44', en: 'Exempt – art. 44' }],
    dueDate: '2026-12-22',
    structuredCommunication: structuredCommunication('2600000123'),
  };
}

export function invoice(locale: Locale): Invoice {
  const pf = proForma(locale);
  const facts = {
    id: 'f-1',
    number: 'F-2026-000009',
    issuedOn: '2026-11-25',
    paidOn: '2026-11-24',
    paidWith: 'bancontact',
  };
  return invoiceFor(pf, { ...facts, seller: pf.seller });
}
