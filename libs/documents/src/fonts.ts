import { createRequire } from 'node:module';
import type { FontName } from '@leerhuis/letters';

type Faces = Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>;

const require = createRequire(import.meta.url);

/** Files of the fonts, by the names that letters gives them; a file is read once a document needs it. */
export function fontFiles(): Record<FontName, Faces> {
  const { Roboto } = require('pdfmake/fonts/Roboto.js') as { Roboto: Faces };
  return {
    Roboto,
    NotoSansArabic: noto(
      require.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
      require.resolve('@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'),
    ),
    NotoSansHebrew: noto(
      require.resolve('@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'),
      require.resolve('@expo-google-fonts/noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf'),
    ),
    NotoSansSC: noto(
      require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
      require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
    ),
    NotoEmoji: noto(
      require.resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
      require.resolve('@expo-google-fonts/noto-emoji/700Bold/NotoEmoji_700Bold.ttf'),
    ),
  };
}

/** Of each two weights are used; an image carries no others. */
function noto(normal: string, bold: string): Faces {
  return { normal, bold, italics: normal, bolditalics: bold };
}
