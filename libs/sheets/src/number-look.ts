import type { NumberLook } from './workbook.ts';

/** Formats that every workbook has, by their ids (ECMA-376 part 1, 18.8.30). */
const builtIn: Record<number, string> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  48: '##0.0E+0',
  49: '@',
};
const isBuiltInDay = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
/** Of the others some show a month or a time only, and some are each country's own. */
const isWholeDay = (id: number) => id === 14 || id === 15 || id === 22;
const isBuiltInMoney = (id: number) => (id >= 5 && id <= 8) || (id >= 41 && id <= 44);

/** What is shown as it stands, in quotes or after a backslash; padding; and, in brackets, a colour, language or condition. */
const literal = /"[^"]*"|[\\_*].|\[[^\]]*\]/gs;
const withoutLiterals = (code: string) => code.replace(literal, '');

/** A day, month and year; or only some of these, or a time. */
export type DayLook = 'day' | 'part-of-day';

/** What a format shows of what a cell holds. */
export interface NumberFormat {
  /** How a number is seen. */
  lookOf: (value: number) => NumberLook | DayLook;
  /** Whether text is seen as it is. */
  showsText: boolean;
}

/** The part of a format for numbers above zero, for those below, or for zero. */
interface Section {
  look: NumberLook | DayLook | 'general';
  decimals: number;
  showsZero: boolean;
}

/**
 * The format of an id, or of its code where the file gives one. The value decides which part of a code counts. A number with
 * any other text beside it is `other`, be it only a unit: `0"000"` shows 44 as 44000, `0"k"` means 44,000.
 */
export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined && isBuiltInDay(id))
    return { lookOf: () => (isWholeDay(id) ? 'day' : 'part-of-day'), showsText: true };
  if (code === undefined && isBuiltInMoney(id)) return { lookOf: () => 'money', showsText: true };
  const known = code ?? builtIn[id];
  return known === undefined ? { lookOf: () => 'other', showsText: true } : formatOfCode(known || 'General');
}

/** What is repeated until its cell is full: 4 is shown as 44444. */
export const repeated: NumberFormat = { lookOf: () => 'other', showsText: false };

export const general: NumberFormat = formatOf(0, undefined);

function formatOfCode(code: string): NumberFormat {
  const sections = code.replace(literal, (piece) => piece.replaceAll(';', ',')).split(';');
  const text = sections.length > 3 || withoutLiterals(sections.at(-1) ?? '').includes('@') ? sections.pop() : undefined;
  const showsText = text === undefined || unpadded(text) === '@';
  if (/\[[<>=]/.test(code)) return { lookOf: () => 'other', showsText };
  // a format of text only shows numbers so too
  const above = sectionOf(sections[0] ?? text ?? '');
  const below = sections[1] === undefined ? above : sectionBelowZero(sections[1]);
  const zero = sections[2] === undefined ? above : sectionOf(sections[2]);
  return { lookOf: (value) => lookIn(value < 0 ? below : value === 0 ? zero : above, value), showsText };
}

/** A part of its own for numbers below zero shows no sign, unless it says so. */
function sectionBelowZero(code: string): Section {
  const [, rest] = /^(?:-|\\-|"-")(.*)$/s.exec(unpadded(code)) ?? [];
  return rest === undefined ? section('other') : sectionOf(rest);
}

function section(look: Section['look'], decimals = 0, showsZero = true): Section {
  return { look, decimals, showsZero };
}

function sectionOf(code: string): Section {
  const shown = unpadded(code);
  if (/[€$£¥]/.test(shown) || /\beur\b/i.test(shown)) return section('money');
  const bare = withoutLiterals(shown);
  if (/^(general|@)$/i.test(shown)) return section('general');
  if (/[ymdhs]/i.test(bare) && !/[#0?]/.test(bare.replace(/\.0+/, ''))) return section(dayIn(code));
  if (bare.includes('%')) return section('percent');
  if (/e[+-]/i.test(bare)) return section('scientific');
  const [, whole = '', point, decimals = ''] = /^([#0]+|#,##[#0])(\.([#0?]+))?$/.exec(shown) ?? [];
  if (whole === '') return section('other');
  if (/0./.test(whole)) return section('zeros');
  const look = whole.includes(',') ? 'grouped' : 'plain';
  return section(point ? 'decimals' : look, decimals.length, shown.includes('0'));
}

/** Without padding, colour (but white, which numbered ones may be) and language (`[$-413]`). */
function unpadded(code: string): string {
  const colour = /\[(?:\$-[^\]]*|black|blue|cyan|green|magenta|red|yellow)\]/gi;
  return code.replace(colour, '').replace(/^(?:_.|\* |\s)+|(?:_.|\* |\s)+$/gs, '');
}

/** Text with digits or the name of a month would be read as a part of the day; `d" de "mmmm` is none such. */
function dayIn(code: string): DayLook | 'other' {
  if (hasOtherCalendar(code)) return 'other';
  const shown = unpadded(code);
  if ((shown.match(literal) ?? []).some((piece) => /\d|\p{L}{3}/u.test(piece))) return 'other';
  // the long date of whoever looks, whatever is written here
  if (/^\[\$-F800\]/i.test(code)) return 'day';
  const bare = withoutLiterals(shown);
  return /d/i.test(bare) && /m/i.test(bare) && /y/i.test(bare) ? 'day' : 'part-of-day';
}

/** Whether years or months are others than ours: `[$-107041E]` and `bbbb` count from Buddha, `B2` from the Hijra, `g` and `e` by emperors. */
function hasOtherCalendar(code: string): boolean {
  if (/b2|bb|[ge]/i.test(withoutLiterals(code))) return true;
  return [...code.matchAll(/\[\$[^\]-]*-([^\]]*)\]/g)].some(([, language = '']) => {
    const [name = '', variant] = language.split(',');
    const isNumbered = variant === undefined && /^[0-9a-f]{5,8}$/i.test(name);
    const calendar = isNumbered ? name.slice(0, -4) : (variant ?? '0');
    // 1 is that of Gregory
    return ![0, 1].includes(Number.parseInt(calendar, 16) % 256);
  });
}

function lookIn({ look, decimals, showsZero }: Section, value: number): NumberLook | DayLook {
  if (look === 'general') return lookInGeneral(value);
  if (look !== 'plain' && look !== 'grouped' && look !== 'decimals') return look;
  if (!isShownBy(value, decimals)) return 'rounded';
  return value === 0 && !showsZero ? 'other' : look;
}

/** Eleven characters at most. */
function lookInGeneral(value: number): NumberLook {
  const whole = Math.trunc(Math.abs(value));
  if (whole >= 1e11) return 'scientific';
  return isShownBy(value, Math.max(0, 10 - String(whole).length)) ? 'plain' : 'rounded';
}

function isShownBy(value: number, decimals: number): boolean {
  const scale = 10 ** Math.min(decimals, 15);
  return isSameNumber(value, Math.round(value * scale) / scale);
}

/** Formulas leave 1998.9999999999998 where a person sees 1999. */
export function isSameNumber(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-12 * Math.max(1, Math.abs(one));
}
