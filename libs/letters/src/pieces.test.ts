import { describe, expect, it } from '@jest/globals';
import { piecesOf, unshowableIn } from './index.ts';

describe('a text that our documents can show', () => {
  it.each([
    'Zoë Kovačić-Łukasiewicz',
    'Ελένη Παπαδοπούλου',
    'Наталія Шевченко',
    'Nguyễn Thị Hương',
    'محمد العلي',
    'שלום כהן',
    '王小明',
    '山田 太郎 (やまだ)',
    'Jan 🎓 👩‍🏫 🇧🇪',
    'Abonnement + € 12 – “nieuw” … ½ °C',
  ])('is %s', (text) => {
    expect(unshowableIn(text)).toEqual([]);
  });

  it('is none with letters that no font of ours has: they are named, each once', () => {
    expect(unshowableIn('สมชาย Jansen')).toEqual(['ส', 'ม', 'ช', 'า', 'ย']);
    expect(unshowableIn('दीपक')).not.toEqual([]);
    expect(unshowableIn('Jan \u{1f9ec}\u{10ffff}')).toEqual(['\u{10ffff}']);
  });

  it('turns no direction around', () => {
    expect(unshowableIn('Jan \u202egnp.exe')).toEqual(['\u202e']);
  });
});

describe('the parts of a text', () => {
  it('are drawn in the font that has them', () => {
    expect(piecesOf('Jan Peeters')).toEqual([{ text: 'Jan Peeters', font: 'Roboto' }]);
    expect(piecesOf('')).toEqual([]);
    expect(piecesOf('Mr. محمد العلي & 王小明 🎓')).toEqual([
      { text: 'Mr. ', font: 'Roboto' },
      { text: 'محمد العلي & ', font: 'NotoSansArabic' },
      { text: '王小明 ', font: 'NotoSansSC' },
      { text: '🎓', font: 'NotoEmoji' },
    ]);
  });
});
