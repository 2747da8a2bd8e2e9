import { describe, expect, it } from '@jest/globals';
import { addDays } from '@leerhuis/calendar';
import { isIban, isVatNumber } from '@leerhuis/money';
import fc from 'fast-check';
import { keyOf, onDay, providerOn, type SettingKind, seed } from './index.ts';

const provider = providerOn((kind) => seed[kind]);
const day = '2026-11-22';

describe('what holds on a day', () => {
  const days = fc.integer({ min: 0, max: 20_000 }).map((offset) => addDays('2000-01-01', offset));

  it('is exactly one record of a series from its first day on: the one that began last', () => {
    fc.assert(
      fc.property(fc.uniqueArray(days, { minLength: 1, maxLength: 20 }), days, (starts, asked) => {
        const held = onDay(
          starts.map((validFrom) => ({ validFrom })),
          asked,
        );
        const sorted = [...starts].sort();
        if (asked < (sorted[0] ?? '')) return held === null;
        const holding = sorted.filter((start, index) => {
          const next = sorted[index + 1];
          return start <= asked && (next === undefined || asked < next);
        });
        return holding.length === 1 && held?.validFrom === holding[0];
      }),
    );
  });

  it('does not depend on the order in which records were announced', () => {
    fc.assert(
      fc.property(fc.uniqueArray(days, { minLength: 1, maxLength: 10 }), days, (starts, asked) => {
        const records = starts.map((validFrom) => ({ validFrom }));
        expect(onDay([...records].reverse(), asked)).toEqual(onDay(records, asked));
      }),
    );
  });
});

describe('the seed', () => {
  it.each(Object.keys(seed) as SettingKind[])(
    '%s has one record per series that begins on a day, with a source',
    (kind) => {
      const starts = seed[kind].map((record) => `${keyOf(kind, record as never)} ${record.validFrom}`);
      expect(new Set(starts).size).toBe(starts.length);
      for (const record of seed[kind]) expect(record.source).not.toBe('');
    },
  );

  it('has a provider whose account and VAT number are well-formed', () => {
    const { iban, vatNumber } = provider.identityOn(day);
    expect(isIban(iban)).toBe(true);
    expect(isVatNumber(vatNumber)).toBe(true);
  });

  it('gives 12 months of access, 3 years of credit, 30 days to pay and 50 unpaid orders at once (V-6, V-17)', () => {
    expect(provider.termsOn(day)).toMatchObject({
      accessMonths: 12,
      creditYears: 3,
      paymentDays: 30,
      mostUnpaidOrders: 50,
    });
  });

  it('knows no rate that nothing may be sold at', () => {
    expect(provider.vatRateOn(21, day)?.exemptionGround).toBeNull();
    expect(provider.vatRateOn(0, day)?.exemptionGround?.nl).toContain('art. 44');
    expect(provider.vatRateOn(33, day)).toBeNull();
    expect(provider.vatRatesOn(day)).toEqual([0, 6, 12, 21]);
  });

  it('has a way for each federation', () => {
    expect(provider.federationPolicyOn('FBC', day).way).toBe('pdf');
    expect(provider.federationPolicyOn('ITAA', day).way).toBe('registration');
  });

  it('has all of a course watched for each federation, also by a record from before that was kept (V-24)', () => {
    expect(provider.watchPercentOn('OVB', day)).toBe(100);
    const { watchPercent: _, ...before } = provider.federationPolicyOn('NKN', day);
    const recordsOf = (records: object[]) => providerOn((() => records) as never);
    expect(recordsOf([before]).watchPercentOn('NKN', day)).toBe(100);
    expect(recordsOf([{ ...before, watchPercent: 70 }]).watchPercentOn('NKN', day)).toBe(70);
  });

  it('says so when asked for a day before all records', () => {
    expect(() => provider.termsOn('1999-12-31')).toThrow(RangeError);
    expect(() => provider.federationPolicyOn('ITAA', '1999-12-31')).toThrow(
      'no record of federation-policies ITAA holds on 1999-12-31',
    );
  });
});

describe('a VAT rate', () => {
  const ended = { id: 'x', validFrom: '2027-01-01', source: 'law', rate: 12, inUse: false, exemptionGround: null };
  const later = providerOn(((kind: SettingKind) =>
    kind === 'vat-rates' ? [...seed[kind], ended] : seed[kind]) as never);

  it('that ends is none to sell at from that day on, and was one before', () => {
    expect(later.vatRateOn(12, '2026-12-31')).toMatchObject({ rate: 12 });
    expect(later.vatRateOn(12, '2027-01-01')).toBeNull();
    expect(later.vatRatesOn('2027-01-01')).toEqual([0, 6, 21]);
  });
});
