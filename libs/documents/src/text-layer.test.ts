import { describe, expect, it } from '@jest/globals';
import { linksOf, renderPdf, textLayerOf } from './index.ts';

const textOf = async (text: string) => textLayerOf(await renderPdf({ content: [text, { text, bold: true }] }));

describe('the text of a document', () => {
  it('is whole, whatever the documents before it were made of', async () => {
    // an accented letter is drawn as its letter and its accent: nothing of that may stay for the next document
    const plain = 'eenvoudig: F-2026-000123 ZWYJ nozck AEIOU';
    for (const composites of ['é', 'Ž Ŵ Ý Ĵ ñ ő ž č ķ', 'ÀÈÌÒÙ ½ ﬁ']) {
      await textOf(composites);
      expect(await textOf(plain)).toEqual([`${plain}\n${plain}`]);
    }
  });

  it('is whole when documents of several customers are asked for at the same moment', async () => {
    const names = ['Zoë Kovačić', 'e Zo Kovacic', 'Łukasz Žák', 'L u k a s z Z a', 'ÉÈÊ', 'EEE'];
    const texts = await Promise.all(names.map(textOf));
    expect(texts).toEqual(names.map((name) => [`${name}\n${name}`]));
  });

  it('comes page by page, with the addresses that it links to', async () => {
    const pdf = await renderPdf({
      content: ['een', { text: 'twee', pageBreak: 'before', link: 'https://leerhuis.example/twee' }],
    });
    expect(textLayerOf(pdf)).toEqual(['een', 'twee']);
    expect(linksOf(pdf)).toEqual(['https://leerhuis.example/twee']);
  });
});
