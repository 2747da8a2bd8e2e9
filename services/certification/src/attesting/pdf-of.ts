import { layOutAttest } from '@leerhuis/contracts';
import { renderPdf } from '@leerhuis/documents';
import { type Job, Unprocessable } from '@leerhuis/job-queue';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { attestFileId, attestPdf } from './attest-pdf.ts';
import type { Attesting } from './attesting.ts';
import type { Attest } from './domain/attest.ts';

type PdfNeeds = Pick<Attesting, 'attests' | 'files' | 'people' | 'provider' | 'dayOf' | 'publicUrl'>;

/** The public page that says whether an attest is real. */
export const verifyUrlOf = ({ publicUrl }: Pick<Attesting, 'publicUrl'>, { code }: Pick<Attest, 'code'>): string =>
  `${publicUrl}/api/v1/verify/${code}`;

/** Asks for the PDF of an attest; again does no harm. */
export function askForPdf(tx: Tx, { id: attestId, accountId }: Pick<Attest, 'id' | 'accountId'>): void {
  tx.enqueue(layOutAttest, { attestId, accountId }, { jobId: `${attestId}:pdf` });
}

/** Laid out once and kept: the document that a member sent to a federation must stay the one that we show. */
export async function pdfOf(needs: Omit<PdfNeeds, 'attests' | 'people'>, attest: Attest, locale: Locale) {
  const id = attestFileId(attest, locale);
  const kept = await needs.files.stat(id);
  if (kept) return kept;
  const { provider, dayOf, files } = needs;
  const providerName = provider.identityOn(dayOf(attest.issuedAt)).name;
  const definition = attestPdf(attest, { locale, providerName, verifyUrl: verifyUrlOf(needs, attest), dayOf });
  const filename = `attest-${attest.code}.pdf`;
  return files.save(id, await renderPdf(definition), { filename, contentType: 'application/pdf' });
}

/** Lays attests out for archives, which take those alone that are there (V-27). */
export function layOutAttestWorker(needs: PdfNeeds) {
  return async ({ data: { attestId } }: Job<{ attestId: string }>): Promise<void> => {
    const attest = await needs.attests.byId(attestId);
    if (!attest) throw new Unprocessable(`there is no attest ${attestId}`);
    if (attest.pdf || attest.revokedAt) return;
    // attests of before don't say: the language of the holder now
    const locale = attest.locale ?? (await needs.people.get(attest.accountId))?.locale ?? 'nl';
    const { size } = await pdfOf(needs, attest, locale);
    await needs.attests.keepPdf(attestId, { locale, bytes: size });
  };
}
