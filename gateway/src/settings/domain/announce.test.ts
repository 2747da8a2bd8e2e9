import { describe, expect, it } from '@jest/globals';
import { addDays } from '@leerhuis/calendar';
import { keyOf, onDay, type SettingRecords, seed } from '@leerhuis/provider';
import fc from 'fast-check';
import { addRecord, changeRecord, endedBy, mayChange, type Refused, removeRecord } from './announce.ts';

const today = '2026-11-30';
const [identity] = seed.identity as [SettingRecords['identity']];
const [terms] = seed.terms as [SettingRecords['terms']];
const moving = (id: string, validFrom: string): SettingRecords['identity'] => ({
  ...identity,
  id,
  validFrom,
  city: id,
});
const rate = (id: string, percent: number, validFrom: string): SettingRecords['vat-rates'] => ({
  id,
  validFrom,
  source: 'law',
  rate: percent,
  inUse: true,
  exemptionGround: null,
});
const recordsOf = <T>(outcome: { records: readonly T[] } | { refused: string }): readonly T[] => {
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.records;
};

describe('a record', () => {
  it('begins today or later, and within five years', () => {
    const add = (validFrom: string) => addRecord('identity', given(seed.identity, today), moving('a', validFrom));
    expect(add(today)).toMatchObject({ records: [identity, { id: 'a' }] });
    expect(add('2026-11-29')).toEqual({ refused: 'begins-before-today', today });
    expect(add('2062-12-01')).toMatchObject({ refused: 'begins-too-late' });
  });

  it('has its day to itself, within its series', () => {
    const one = recordsOf(addRecord('identity', given(seed.identity, today), moving('a', '2027-01-01')));
    const refused = { refused: 'day-taken', validFrom: '2027-01-01' };
    expect(addRecord('identity', given(one, today), moving('b', '2027-01-01'))).toEqual(refused);
    const rates = recordsOf(addRecord('vat-rates', given(seed['vat-rates'], today), rate('a', 9, '2027-01-01')));
    expect(addRecord('vat-rates', given(rates, today), rate('b', 21, '2027-01-01'))).toHaveProperty('records');
    expect(addRecord('vat-rates', given(rates, today), rate('b', 9, '2027-01-01'))).toEqual(refused);
  });

  it('of today or later is changed, moved and taken away', () => {
    const one = recordsOf(addRecord('identity', given(seed.identity, today), moving('a', today)));
    const moved = recordsOf(changeRecord('identity', given(one, today), moving('a', '2027-02-01')));
    expect(onDay(moved, '2027-01-31')).toBe(identity);
    expect(removeRecord(moved, 'a', today)).toEqual({ records: seed.identity });
    expect(changeRecord('identity', given(one, today), moving('a', '2026-11-29'))).toMatchObject({
      refused: 'begins-before-today',
    });
  });

  it('that began before today never changes', () => {
    const one = recordsOf(addRecord('identity', given(seed.identity, today), moving('a', today)));
    const tomorrow = addDays(today, 1);
    expect(removeRecord(one, 'a', tomorrow)).toEqual({ refused: 'began-already', validFrom: today });
    expect(changeRecord('identity', given(one, tomorrow), moving('a', tomorrow))).toMatchObject({
      refused: 'began-already',
    });
    expect(removeRecord(one, 'seed', today)).toMatchObject({ refused: 'began-already' });
  });

  it('has to be there to be changed', () => {
    expect(removeRecord(seed.identity, 'x', today)).toEqual({ refused: 'not-there' });
    expect(changeRecord('identity', given(seed.identity, today), moving('x', today))).toEqual({ refused: 'not-there' });
  });

  it('is one of a hundred at most', () => {
    const many = Array.from({ length: 100 }, (_, day) => moving(`${day}`, addDays(today, day)));
    expect(addRecord('identity', given(many, today), moving('x', '2028-01-01'))).toMatchObject({
      refused: 'too-many-records',
    });
  });
});

/** What staff decide upon, when nothing was changed on its first day before. */
function given<T>(records: readonly T[], today: string): { records: readonly T[]; ended: readonly T[]; today: string } {
  return { records, ended: [], today };
}

describe('the text of a consent (V-14)', () => {
  const asking = (id: string, validFrom: string, version: string, nl: string): SettingRecords['terms'] => {
    return { ...terms, id, validFrom, consent: { version, text: { ...terms.consent.text, nl } } };
  };
  const taken = { refused: 'consent-version-taken', version: terms.consent.version };

  it('that is another needs a version of its own', () => {
    expect(addRecord('terms', given(seed.terms, today), asking('a', today, terms.consent.version, 'Anders'))).toEqual(
      taken,
    );
    expect(addRecord('terms', given(seed.terms, today), asking('a', today, 'v2', 'Anders'))).toHaveProperty('records');
    expect(addRecord('terms', given(seed.terms, today), { ...terms, id: 'a', validFrom: today })).toHaveProperty(
      'records',
    );
  });

  it('is refused for all that is wrong at once', () => {
    const yesterday = asking('a', addDays(today, -1), terms.consent.version, 'Anders');
    const { also, ...first } = addRecord('terms', given(seed.terms, today), yesterday) as Refused;
    expect([first, also]).toEqual([{ refused: 'begins-before-today', today }, [taken]]);
  });

  it('needs one too when it was asked today already, and none while it still lies ahead', () => {
    const now = recordsOf(addRecord('terms', given(seed.terms, today), asking('a', today, 'v2', 'Anders')));
    expect(changeRecord('terms', given(now, today), asking('a', today, 'v2', 'Nog anders'))).toMatchObject({
      refused: 'consent-version-taken',
    });
    const ahead = recordsOf(addRecord('terms', given(seed.terms, today), asking('a', '2027-01-01', 'v2', 'Anders')));
    expect(changeRecord('terms', given(ahead, today), asking('a', '2027-01-01', 'v2', 'Nog anders'))).toHaveProperty(
      'records',
    );
  });

  it('is remembered when it was taken back, or changed, on a day that it was asked', () => {
    const asked = asking('a', today, 'v2', 'Anders');
    const now = recordsOf(addRecord('terms', given(seed.terms, today), asked));
    for (const after of [
      recordsOf(removeRecord(now, 'a', today)),
      recordsOf(changeRecord('terms', given(now, today), asking('a', today, 'v3', 'Heel anders'))),
    ]) {
      const ended = endedBy(now, after, today);
      expect(ended).toEqual([asked]);
      const again = (nl: string) =>
        addRecord('terms', { records: after, ended, today }, asking('b', '2027-01-01', 'v2', nl));
      expect(again('Nog anders')).toEqual({ refused: 'consent-version-taken', version: 'v2' });
      expect(again('Anders')).toHaveProperty('records');
    }
    const ahead = recordsOf(addRecord('terms', given(seed.terms, today), asking('a', '2027-01-01', 'v2', 'Anders')));
    expect(endedBy(ahead, seed.terms, today)).toEqual([]);
  });
});

describe('whatever staff do', () => {
  const step = fc.record({
    what: fc.constantFrom('add', 'change', 'remove'),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'seed'),
    rate: fc.constantFrom(6, 21),
    begins: fc.integer({ min: -20, max: 40 }),
    on: fc.integer({ min: 0, max: 3 }),
  });

  it('every day from the first on has exactly one record per series, and none of the past changes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let records: readonly SettingRecords['vat-rates'][] = seed['vat-rates'];
        let now = today;
        for (const { what, id, rate: percent, begins, on } of steps) {
          now = addDays(now, on);
          const record = rate(id, percent, addDays(now, begins));
          const isThere = records.some((one) => one.id === id);
          const outcome =
            what === 'remove'
              ? removeRecord(records, id, now)
              : what === 'change' || isThere
                ? changeRecord('vat-rates', given(records, now), record)
                : addRecord('vat-rates', given(records, now), record);
          if ('refused' in outcome) continue;
          const past = (list: typeof records) => list.filter((one) => !mayChange(one, now));
          expect(past(outcome.records)).toEqual(past(records));
          records = outcome.records;
        }
        const starts = records.map((one) => `${keyOf('vat-rates', one)} ${one.validFrom}`);
        expect(new Set(starts).size).toBe(starts.length);
        for (const percent of [6, 21]) {
          const series = records.filter((one) => one.rate === percent);
          for (let day = 0; day < 40; day += 1) expect(onDay(series, addDays(now, day))).not.toBeNull();
        }
      }),
    );
  });
});
