import { createRequire } from 'node:module';
import type { FontName } from '@leerhuis/letters';

type Faces = Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>;

const require = createRequire(import.meta.url);

/** Files of the fonts, by the names that letters gives them; a file is read once a document needs it. */
export function fontFiles(): Record<FontName, Faces> {
  const { Roboto } = require('pdfmake/fonts/Roboto.js') as { Roboto: Faces };
  return {
    Roboto,
    NotoSansArabic: noto('noto-sans-arabic', 'NotoSansArabic'),
    NotoSansHebrew: noto('noto-sans-hebrew', 'NotoSansHebrew'),
    NotoSansSC: noto('noto-sans-sc', 'NotoSansSC'),
    NotoEmoji: noto('noto-emoji', 'NotoEmoji'),
  };
}

function noto(pack: string, name: string): Faces {
  const file = (face: string) => require.resolve(`@expo-google-fonts/${pack}/${face}/${name}_${face}.ttf`);
  const [normal, bold] = [file('400Regular'), file('700Bold')];
  return { normal, bold, italics: normal, bolditalics: bold };
}
