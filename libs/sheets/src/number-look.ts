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
const isBuiltInMoney = (id: number) => (id >= 5 && id <= 8) || (id >= 41 && id <= 44);

/** How cells of a format show a number: as a day, or as what. */
export function lookOf(id: number, code: string | undefined): NumberLook | 'day' {
  if (code === undefined && isBuiltInDay(id)) return 'day';
  if (code === undefined && isBuiltInMoney(id)) return 'money';
  return lookOfCode(code ?? builtIn[id] ?? 'other');
}

function lookOfCode(code: string): NumberLook | 'day' {
  // `[$-413]` says in which language, `[$€-2]` which currency
  const first = (code.split(';', 1)[0] ?? '').replace(/\[\$-[^\]]*\]/g, '');
  const isMoney = /[€$£¥]/.test(first) || /\beur\b/i.test(first);
  // what stands in quotes, after a backslash or in brackets is shown as it is
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').trim();
  if (isMoney) return 'money';
  if (/^(general|@)?$/i.test(bare)) return first.trim() === bare || /^\[[^\]]*\]/.test(first) ? 'plain' : 'other';
  if (/[ymdhs]/i.test(bare) && !/[#0?]/.test(bare.replace(/\.0+/, ''))) return 'day';
  if (bare.includes('%')) return 'percent';
  if (/e[+-]/i.test(bare)) return 'scientific';
  if (bare.includes('.')) return 'decimals';
  if (/^[#0]+$/.test(bare)) return bare.endsWith('00') ? 'zeros' : 'plain';
  return /^#,##0$/.test(bare) ? 'grouped' : 'other';
}
