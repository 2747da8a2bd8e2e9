import type { Readable } from 'node:stream';
import { endOfDay, startOfDay } from '@leerhuis/calendar';
import { inLocale, type Locale } from '@leerhuis/language';
import type { Outbox } from '@leerhuis/outbox';
import { attestFileId } from '../attest-pdf.ts';
import type { Whose } from '../attest-store.ts';
import type { Attesting } from '../attesting.ts';
import { archiveNames } from '../domain/archive-names.ts';
import type { Attest } from '../domain/attest.ts';
import { askForPdf } from '../pdf-of.ts';
import type { ArchiveRefusal, Period } from './archive-problems.ts';
import { type Listed, namesList } from './names-list.ts';
import { type ZipEntry, zipSize, zipStream } from './zip-stream.ts';

export interface Archiving extends Pick<Attesting, 'attests' | 'files' | 'dayOf'> {
  transaction: Outbox['transaction'];
  zone: string;
}

export interface Archive {
  content: () => Readable;
  size: number;
  filename: string;
}

/** What one archive may have; a manager of a big firm chooses a shorter period. */
const most = 10_000;
/** Asked for in one transaction. */
const atOnce = 500;
const againAfterMs = 15 * 60_000;

/** All attests of a period as one archive: every PDF is there before the first byte goes out, so that none is missing in it. */
export async function archiveOf(
  archiving: Archiving,
  whose: Whose,
  period: Period,
  { locale, now }: { locale: Locale; now: Date },
): Promise<Archive | ArchiveRefusal> {
  const { attests, zone } = archiving;
  const between = { from: startOfDay(period.from, zone), to: endOfDay(period.to, zone) };
  const found = await attests.issuedIn(whose, between, most + 1);
  if (found.length === 0) return { refused: 'none', ...period };
  if (found.length > most) return { refused: 'too-many', most };
  const missing = found.filter(({ pdf }) => !pdf);
  if (missing.length > 0) {
    await askFor(archiving, missing, now);
    return { refused: 'being-laid-out', missing: missing.length, total: found.length };
  }
  const nameOf = archiveNames();
  const listed = found.map((attest): Listed => listedOf(archiving, attest, nameOf));
  const list = await namesList(listed, locale);
  const entries = [list, ...found.map((attest, n) => entryOf(archiving, attest, listed[n]?.file ?? attest.id))];
  return {
    content: () => zipStream(entries),
    size: zipSize(entries),
    filename: `${list.name.replace(/\.xlsx$/, '')} ${period.from} - ${period.to}.zip`,
  };
}

/** Those of before, and any whose job lies among the dead; not again while somebody waits for them. */
async function askFor({ attests, transaction }: Archiving, missing: readonly Attest[], now: Date): Promise<void> {
  const since = now.getTime() - againAfterMs;
  const unasked = missing.filter(({ pdfAskedAt }) => !pdfAskedAt || pdfAskedAt.getTime() < since);
  for (let n = 0; n < unasked.length; n += atOnce)
    await transaction(async (tx) => {
      const some = unasked.slice(n, n + atOnce);
      await attests.notePdfAsked(tx, some);
      for (const attest of some) askForPdf(tx, attest);
    });
}

function listedOf({ dayOf }: Archiving, attest: Attest, nameOf: ReturnType<typeof archiveNames>): Listed {
  const { holder, course, lines, code, pdf } = attest;
  const title = inLocale(course.title, course.language ?? pdf?.locale ?? 'nl');
  const name = `${holder.firstName} ${holder.lastName}`;
  const issuedOn = dayOf(attest.issuedAt);
  return {
    name,
    courseTitle: title,
    courseCode: course.code,
    completedOn: dayOf(attest.completedAt),
    issuedOn,
    federations: lines.map(({ federation }) => federation).join(', '),
    code,
    file: nameOf({ holder: name, course: title, day: issuedOn }),
  };
}

function entryOf({ files }: Archiving, attest: Attest, name: string): ZipEntry {
  const { locale = 'nl', bytes = 0 } = attest.pdf ?? {};
  return {
    name,
    bytes,
    modifiedAt: attest.issuedAt,
    async read() {
      const content = await files.read(attestFileId(attest, locale));
      if (!content) throw new Error(`the PDF of attest ${attest.id} is not there`);
      return Buffer.concat(await content.toArray());
    },
  };
}
