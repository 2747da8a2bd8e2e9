import { readdir, readFile } from 'node:fs/promises';
import type { Parts } from '@leerhuis/service-parts';
import type { Settings } from '../config.ts';
import { addDocument, keepDocument } from '../documents/document-commands.ts';
import type { Handing } from '../documents/documents.ts';
import { importOnce } from '../importing/import-commands.ts';
import type { Importing } from '../importing/importing.ts';
import type { Showing } from '../media/media.ts';
import { addVideo, keepVideo } from '../media/media-commands.ts';

/** Beside `src` and `dist` alike. */
const folder = new URL('../../demo/', import.meta.url);
const by = 'start';

/** The catalogue is late as long as the demo is not there and told to everybody. */
export function openDemoCatalogue(
  parts: Parts,
  { DEMO_CATALOGUE: wanted }: Pick<Settings, 'DEMO_CATALOGUE'>,
  { showing, handing, importing }: { showing: Showing; handing: Handing; importing: Importing },
) {
  const { outbox, clock } = parts;
  let isThere = !wanted;
  let isTold = !wanted;
  parts.readiness.watch('demo catalogue', async () => {
    isTold ||= isThere && (await parts.relay.isEmpty());
    return isTold;
  });

  async function addVideos(): Promise<void> {
    const videos = new URL('media/', folder);
    for (const name of (await readdir(videos)).sort()) {
      const kept = await keepVideo(showing, name, await readFile(new URL(name, videos)), clock());
      await outbox.transaction((tx) => addVideo(showing, tx, kept, by));
    }
  }

  async function addDocuments(): Promise<void> {
    const documents = new URL('documents/', folder);
    for (const name of (await readdir(documents)).sort()) {
      const kept = await keepDocument(
        handing,
        name.normalize('NFC'),
        await readFile(new URL(encodeURIComponent(name), documents)),
      );
      await outbox.transaction((tx) => addDocument(handing, tx, kept, by));
    }
  }

  async function importCourses(): Promise<void> {
    const report = await importOnce(
      importing,
      outbox.transaction,
      await readFile(new URL('catalogue.json', folder)),
      by,
    );
    if (report && report.counts.refused > 0) {
      throw new Error(`${report.counts.refused} rows of the demo catalogue are refused`);
    }
  }

  return {
    /** Adds the demo, if wanted: its videos and documents, then its courses and packages. Changes nothing the second time. */
    async fill(): Promise<void> {
      if (!wanted) return;
      await addVideos();
      await addDocuments();
      await importCourses();
      isThere = true;
    },
  };
}
