// Writes down which characters the fonts of our documents have: libs/letters/src/coverage.ts. Run it when a font changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const fontkit = createRequire(createRequire(require.resolve('pdfmake')).resolve('pdfkit'))('fontkit');
const roboto = require('pdfmake/fonts/Roboto.js').Roboto;
const noto = (pack, name) =>
  [400, 700].map((weight) => {
    const face = weight === 400 ? '400Regular' : '700Bold';
    return require.resolve(`@expo-google-fonts/${pack}/${face}/${name}_${face}.ttf`);
  });
const fonts = {
  Roboto: Object.values(roboto),
  NotoSansArabic: noto('noto-sans-arabic', 'NotoSansArabic'),
  NotoSansHebrew: noto('noto-sans-hebrew', 'NotoSansHebrew'),
  NotoSansSC: noto('noto-sans-sc', 'NotoSansSC'),
  NotoEmoji: noto('noto-emoji', 'NotoEmoji'),
};

/** What all faces have, without controls and characters of private use. */
function charactersOf(files) {
  const sets = files.map((file) => new Set(fontkit.create(readFileSync(file)).characterSet));
  return [...sets[0]]
    .filter((code) => sets.every((set) => set.has(code)) && !/[\p{Cc}\p{Co}]/u.test(String.fromCodePoint(code)))
    .sort((a, b) => a - b);
}

/** Ranges as `<gap>` or `<gap>.<length>`, in base 36. */
function packed(codes) {
  const ranges = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last && code === last.end + 1) last.end = code;
    else ranges.push({ start: code, end: code });
  }
  let end = 0;
  return ranges
    .map((range) => {
      const gap = (range.start - end).toString(36);
      const length = range.end - range.start + 1;
      end = range.end;
      return length === 1 ? gap : `${gap}.${length.toString(36)}`;
    })
    .join(' ');
}

const lines = Object.entries(fonts).map(([name, files]) => `  ${name}: '${packed(charactersOf(files))}',`);
const text = `/**
 * Characters that the fonts of our documents have, made by scripts/font-coverage.mjs: gap to the range before and length, in base 36.
 * In the order in which the fonts are asked.
 */
export const coverage = {
${lines.join('\n')}
};
`;
writeFileSync(new URL('../libs/letters/src/coverage.ts', import.meta.url), text);
