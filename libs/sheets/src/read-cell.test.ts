import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellWords } from './cell-words.ts';
import { readCell, type Wanted } from './read-cell.ts';
import type { Cell, NumberLook } from './workbook.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: number, look: NumberLook = 'plain'): Cell => ({ kind: 'number', value, look });
const day = (value: string | null, hasTime = false): Cell => ({ kind: 'day', day: value, hasTime });

describe('a cell is read as what can only be one thing', () => {
  it.each<[Wanted, Cell, string | number]>([
    ['integer', number(44_000), 44_000],
    ['integer', number(1998.9999999999998), 1999],
    ['integer', number(0.1 * 3 * 10), 3],
    ['integer', number(-0), 0],
    ['integer', number(44_000, 'grouped'), 44_000],
    ['integer', text('44000'), 44_000],
    ['integer', text(' 44000\u00a0'), 44_000],
    ['integer', text('-5'), -5],
    ['decimal', number(1.25), 1.25],
    ['decimal', number(1.5, 'decimals'), 1.5],
    ['decimal', number(0.30000000000000004), 0.3],
    ['decimal', text('1,5'), 1.5],
    ['decimal', text('1.25'), 1.25],
    ['decimal', text('0,125'), 0.125],
    ['decimal', text('12'), 12],
    ['day', day('2027-12-31'), '2027-12-31'],
    ['day', text('2027-12-31'), '2027-12-31'],
    ['day', text('2028-02-29'), '2028-02-29'],
    ['code', text(' 0101 '), '0101'],
    ['text', text('Erfrecht'), 'Erfrecht'],
    ['text', number(2026), '2026'],
  ])('%s %j is %j', (wanted, cell, value) => {
    expect(readCell(wanted, cell)).toStrictEqual({ value });
  });
});

describe('a cell that can be read in more than one way is refused', () => {
  it.each<[Wanted, Cell, string]>([
    ['integer', text('44.000'), 'ambiguous-number'],
    ['integer', text('44,000'), 'ambiguous-number'],
    ['integer', text('1.000'), 'ambiguous-number'],
    ['integer', text('1.234.567'), 'ambiguous-number'],
    ['integer', text('1 000'), 'ambiguous-number'],
    ['integer', text("1'000"), 'ambiguous-number'],
    ['integer', text('1\u202f000'), 'ambiguous-number'],
    ['integer', text('440,00'), 'no-whole-number'],
    ['integer', text('440.0'), 'no-whole-number'],
    ['integer', text('0101'), 'no-number'],
    ['integer', text('1e3'), 'no-number'],
    ['integer', text('€ 440'), 'no-number'],
    ['integer', text('２１'), 'no-number'],
    ['integer', text('21%'), 'no-number'],
    ['integer', text('0x10'), 'no-number'],
    ['integer', text('12345678901234567890'), 'no-number'],
    ['integer', number(1998.6), 'no-whole-number'],
    ['integer', number(1e300), 'no-whole-number'],
    ['integer', number(440, 'money'), 'formatted-number'],
    ['integer', number(440, 'decimals'), 'formatted-number'],
    ['integer', number(21, 'percent'), 'formatted-number'],
    ['integer', number(7, 'zeros'), 'formatted-number'],
    ['integer', number(44, 'other'), 'formatted-number'],
    ['integer', number(1_000_000.001), 'no-whole-number'],
    ['decimal', number(1.25, 'rounded'), 'formatted-number'],
    ['decimal', number(44, 'other'), 'formatted-number'],
    ['integer', day('2026-02-01'), 'no-number'],
    ['decimal', text('1,500'), 'ambiguous-number'],
    ['decimal', text('1.500'), 'ambiguous-number'],
    ['decimal', text('1.500,5'), 'ambiguous-number'],
    ['decimal', text('1,5,5'), 'no-number'],
    ['decimal', number(1.23456), 'no-number'],
    ['day', text('01/02/2026'), 'no-day'],
    ['day', text('2026-02-30'), 'no-day'],
    ['day', text('2026-2-1'), 'no-day'],
    ['day', number(46_000), 'no-day'],
    ['day', day(null), 'no-day'],
    ['day', day('2026-02-01', true), 'time-of-day'],
    ['day', { kind: 'day', day: '2026-05-01', hasTime: false, inPart: true }, 'part-of-day'],
    ['code', number(101, 'zeros'), 'number-for-code'],
    ['code', number(101), 'number-for-code'],
    ['code', { kind: 'boolean', value: true }, 'truth-value'],
    ['code', day('2026-01-02'), 'day-for-text'],
    ['text', number(1.5), 'number-for-text'],
    ['text', number(2026, 'zeros'), 'number-for-text'],
    ['text', number(44, 'other'), 'number-for-text'],
    ['text', { kind: 'disguised', text: 'Erfrecht' }, 'disguised-text'],
    ['code', { kind: 'disguised', text: '0101' }, 'disguised-text'],
    ['integer', { kind: 'disguised', text: '44' }, 'disguised-text'],
    ['text', day('2026-01-02'), 'day-for-text'],
    ['text', { kind: 'error', code: '#N/A' }, 'error'],
    ['decimal', { kind: 'uncomputed' }, 'uncomputed'],
  ])('%s %j: %s', (wanted, cell, refused) => {
    const read = readCell(wanted, cell);
    expect(read).toMatchObject({ refused });
    if (!('refused' in read)) return;
    for (const words of Object.values(cellWords(read, 'F12'))) expect(words).toMatch(/F12.*\S\.$/);
  });

  it('so that no number changes between what a person types and what is read, whatever separates its thousands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000, max: 1e12 }),
        fc.constantFrom('.', ',', ' ', "'", '\u00a0'),
        (value, mark) => {
          const grouped = String(value).replace(/\B(?=(\d{3})+$)/g, mark);
          expect(readCell('integer', text(String(value)))).toEqual({ value });
          for (const wanted of ['integer', 'decimal'] as const)
            expect(readCell(wanted, text(grouped))).toMatchObject({ refused: 'ambiguous-number' });
        },
      ),
    );
  });
});
