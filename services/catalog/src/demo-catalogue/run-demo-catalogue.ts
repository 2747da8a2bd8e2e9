import { readdir, readFile } from 'node:fs/promises';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import type { Settings } from '../config.ts';
import type { Medium } from '../media/domain/medium.ts';

interface Videos {
  keep(name: string, bytes: Buffer, now: Date): Promise<Medium>;
  add(tx: Tx, medium: Medium, by: string): Promise<unknown>;
}

interface Imports {
  importOnce(outbox: Outbox, bytes: Buffer, by: string): Promise<{ counts: { refused: number } } | null>;
}

/** Beside `src` and `dist` alike. */
const folder = new URL('../../demo/', import.meta.url);
const by = 'start';

/** The catalogue is late as long as the demo is not there and told to everybody. */
export function openDemoCatalogue(
  parts: Parts,
  { DEMO_CATALOGUE: wanted }: Pick<Settings, 'DEMO_CATALOGUE'>,
  media: Videos,
  imports: Imports,
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
      const kept = await media.keep(name, await readFile(new URL(name, videos)), clock());
      await outbox.transaction((tx) => media.add(tx, kept, by));
    }
  }

  async function importCourses(): Promise<void> {
    const report = await imports.importOnce(outbox, await readFile(new URL('catalogue.json', folder)), by);
    if (report && report.counts.refused > 0) {
      throw new Error(`${report.counts.refused} rows of the demo catalogue are refused`);
    }
  }

  return {
    /** Adds the demo, if wanted: its videos, then its courses and packages. Changes nothing the second time. */
    async fill(): Promise<void> {
      if (!wanted) return;
      await addVideos();
      await importCourses();
      isThere = true;
    },
  };
}
