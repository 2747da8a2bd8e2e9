import { describe, expect, it } from '@jest/globals';
import { saleVatRates } from '@leerhuis/contracts';
import { isIban, isVatNumber } from '@leerhuis/money';
import { allDated, providerOn, termsOn, vatRateOn } from './index.ts';

describe('dated data of the provider', () => {
  it.each(Object.entries(allDated))('%s has no gap, no overlap, and one record that still holds', (_name, records) => {
    const inOrder = [...records].sort((a, b) => a.validFrom.localeCompare(b.validFrom));
    for (const [index, record] of inOrder.entries()) {
      const next = inOrder[index + 1];
      const dayAfter = record.validTo && new Date(Date.parse(record.validTo) + 86_400_000).toISOString().slice(0, 10);
      expect(dayAfter).toBe(next ? next.validFrom : null);
      expect(record.source).not.toBe('');
    }
  });

  it('has a provider whose account and VAT number are well-formed', () => {
    const provider = providerOn('2026-11-22');
    expect(isIban(provider.iban)).toBe(true);
    expect(isVatNumber(provider.vatNumber)).toBe(true);
  });

  it('gives 12 months of access, 3 years of credit, 30 days to pay and 50 unpaid orders at once (V-6, V-17)', () => {
    expect(termsOn('2026-11-22')).toMatchObject({
      accessMonths: 12,
      creditYears: 3,
      paymentDays: 30,
      mostUnpaidOrders: 50,
    });
  });

  it('knows no rate that nothing may be sold at', () => {
    expect(vatRateOn(21, '2026-11-22')?.exemptionGround).toBeNull();
    expect(vatRateOn(0, '2026-11-22')?.exemptionGround?.nl).toContain('art. 44');
    expect(vatRateOn(33, '2026-11-22')).toBeNull();
  });

  it('knows every rate that the catalogue may publish', () => {
    expect(saleVatRates.filter((rate) => vatRateOn(rate, '2026-11-22') === null)).toEqual([]);
  });
});
