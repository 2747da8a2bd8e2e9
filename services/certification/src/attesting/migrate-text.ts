import { layOutAgain, linksOf, renderPdf } from '@leerhuis/documents';
import { locales } from '@leerhuis/language';
import { eachDocument, type Migration } from '@leerhuis/migrations';
import { attestFileId, attestPdf } from './attest-pdf.ts';
import { type AttestDocument, toAttest } from './attest-store.ts';
import type { Attesting } from './attesting.ts';

/** Of what was laid out before, letters may be missing in the text that programs read. The address on it stays the one printed. */
export function textsMadeWhole({ files, note, provider, dayOf }: Attesting): Migration {
  return eachDocument<AttestDocument>({
    id: 'texts-of-attests-made-whole',
    what: 'PDFs of attests whose text differs from what is printed are laid out once more',
    collection: 'attests',
    batch: 10,
    change: async (doc, { since, transaction }) => {
      const again = { files, transaction, note, by: 'certification' };
      const attest = toAttest(doc);
      let changed = false;
      for (const locale of locales) {
        const render = (old: Buffer) => {
          const verifyUrl = linksOf(old).find((link) => link.endsWith(attest.code)) ?? '';
          const providerName = provider.identityOn(dayOf(attest.issuedAt)).name;
          return renderPdf(attestPdf(attest, { locale, providerName, verifyUrl, dayOf, asBefore: true }));
        };
        const was = await layOutAgain(again, { id: attestFileId(attest, locale), subject: attest.id, since, render });
        changed = was || changed;
      }
      return changed;
    },
  });
}
