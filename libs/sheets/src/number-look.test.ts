import { describe, expect, it } from '@jest/globals';
import { formatOf } from './number-look.ts';

const custom = 164;
const lookOf = (code: string, value: number) => formatOf(custom, code).lookOf(value);

describe('a number is seen as it is', () => {
  it.each<[string, number, string]>([
    ['General', 44, 'plain'],
    ['', 44, 'plain'],
    ['@', 44, 'plain'],
    ['[$-413]General', 44, 'plain'],
    ['General', 1.5, 'plain'],
    ['General', 0.30000000000000004, 'plain'],
    ['0', 44, 'plain'],
    ['#', 44, 'plain'],
    ['0', 1998.9999999999998, 'plain'],
    ['0', -5, 'plain'],
    ['[Red]0', 44, 'plain'],
    ['#,##0', 44_000, 'grouped'],
    ['#,##0_);(#,##0)', 44_000, 'grouped'],
    ['_-* #,##0_-;-* #,##0_-;_-@_-', 44, 'grouped'],
    ['0;-0', -5, 'plain'],
    ['0;[Red]\\-0', -5, 'plain'],
    ['0;"-"0', -5, 'plain'],
    ['0;-0;0', 0, 'plain'],
    ['0;-0;;@', 44, 'plain'],
    ['0.00', 1.5, 'decimals'],
    ['#,##0.00', 1500.25, 'decimals'],
    ['0.##', 1.25, 'decimals'],
    ['0.0', 0.30000000000000004, 'decimals'],
  ])('as %j shows %d', (code, value, look) => {
    expect(lookOf(code, value)).toBe(look);
  });
});

describe('a number is seen as another, or not at all', () => {
  it.each<[string, number, string]>([
    ['0"000"', 44, 'other'],
    ['[Color2]0', 44, 'other'],
    ['[color 15]General', 44, 'other'],
    ['0;[Color2]-0', -5, 'other'],
    ['[White]0', 44, 'other'],
    ['"1"0', 44, 'other'],
    ['"-"0', 5, 'other'],
    ['\\-0', 5, 'other'],
    ['-0', 5, 'other'],
    ['-0', -5, 'other'],
    ['0\\0', 4, 'other'],
    ['0*0', 4, 'other'],
    ['0_00', 44, 'other'],
    ['0" min"', 44, 'other'],
    ['General"000"', 44, 'other'],
    ['General"000";-General', 44, 'other'],
    ['"x"@', 44, 'other'],
    ['[=44000]"nul";0', 44_000, 'other'],
    ['[<10]0;0', 5, 'other'],
    ['0;[<10]0', 50, 'other'],
    [';;;', 44, 'other'],
    [';;', 44, 'other'],
    [';', 44, 'other'],
    ['0;', -5, 'other'],
    ['0;;', -5, 'other'],
    ['0;;', 0, 'other'],
    ['0;-0;', 0, 'other'],
    ['0;0', -5, 'other'],
    ['0;(0)', -5, 'other'],
    ['0";"', 44, 'other'],
    ['0;-0;"nul"', 0, 'other'],
    ['#', 0, 'other'],
    ['#.##', 0, 'other'],
    ['0,', 44_000, 'other'],
    ['0.00,', 1500, 'other'],
    ['0,.0', 1500, 'other'],
    ['# ?/?', 1.5, 'other'],
    ['[$000]0', 44, 'money'],
    ['€ 0', 44, 'money'],
    ['0%', 0.21, 'percent'],
    ['0.00E+00', 1500, 'scientific'],
    ['0000', 7, 'zeros'],
    ['000.00', 7, 'zeros'],
    ['0', 1.5, 'rounded'],
    ['#,##0', 1.5, 'rounded'],
    ['#', 0.25, 'rounded'],
    ['0.0', 1.25, 'rounded'],
    ['0.00', 1.125, 'rounded'],
    ['0', 1_000_000.001, 'rounded'],
    ['General', 12_345_678_901.5, 'rounded'],
    ['General', 123_456_789_012, 'scientific'],
  ])('as %j shows %d', (code, value, look) => {
    expect(lookOf(code, value)).toBe(look);
  });

  it('as a format shows it of which the file does not say what it is', () => {
    expect(formatOf(70, undefined).lookOf(44)).toBe('other');
  });
});

describe('a day', () => {
  it.each([
    'yyyy\\-mm\\-dd',
    'd/mm/yyyy',
    '[$-413]d mmmm yyyy;@',
    '[$-F800]dddd\\,\\ mmmm\\ dd',
    'd" de "mmmm" de "yyyy',
    '[$-1010409]d/m/yyyy',
    '[$-nl-BE]d mmmm yyyy;@',
    '[$-x-sysdate]dddd, mmmm dd, yyyy',
    'B1dd/mm/yyyy',
  ])('is seen as %j shows it', (code) => {
    expect(lookOf(code, 46_000)).toBe('day');
  });

  it.each(['mmm\\-yy', 'd\\-mmm', '[$-413]mmmm yyyy', 'yyyy', 'h:mm', 'dd hh:mm', '[h]:mm'])(
    'is seen in part as %j shows it',
    (code) => {
      expect(lookOf(code, 46_000)).toBe('part-of-day');
    },
  );

  it.each([
    [14, 'day'],
    [15, 'day'],
    [16, 'part-of-day'],
    [17, 'part-of-day'],
    [20, 'part-of-day'],
    [22, 'day'],
    [57, 'part-of-day'],
  ])('is seen as format %i, which every workbook has, shows it', (id, look) => {
    expect(formatOf(id, undefined).lookOf(46_000)).toBe(look);
  });

  it.each([
    '"2030"\\-mm\\-dd',
    'd" mei "yyyy',
    '\\1d/mm/yyyy',
    '[<1]dd/mm/yyyy',
    '[Color2]dd/mm/yyyy',
    '[$-107041E]d/m/yyyy',
    '[$-D07041E]d mmmm yyyy',
    '[$-th-TH,107]d/m/yyyy',
    'B2dd/mm/yyyy',
    'b2dd/mm/yyyy',
    '[$-1170000]B2dd/mm/yyyy',
    'dd/mm/yyyy ggge',
    'dd/mm/yyyy bbbb',
  ])('is seen as another as %j shows it', (code) => {
    expect(lookOf(code, 46_000)).toBe('other');
  });
});

describe('text', () => {
  it.each(['General', '0', '@', '0;-0;0;@', '_-* #,##0_-;_-@_-', '0;-0;'])('is seen as it is with %j', (code) => {
    expect(formatOf(custom, code).showsText).toBe(true);
  });

  it.each([';;;', '0;-0;0;', '0;-0;0;"ja"', '"geen "@', '@@', '0;"x"@', '[Color2]@'])(
    'is seen as other text with %j',
    (code) => {
      expect(formatOf(custom, code).showsText).toBe(false);
    },
  );
});
