import { readdir, readFile } from 'node:fs/promises';

export interface DemoNeeds {
  addMedia: (name: string, bytes: Buffer) => Promise<void>;
  importJson: (bytes: Buffer) => Promise<void>;
}

/** Beside `src` and `dist` alike. */
const folder = new URL('../../demo/', import.meta.url);

/** Fills the catalogue with the demo: its videos, then its courses and packages. Does nothing the second time. */
export async function runDemoCatalogue({ addMedia, importJson }: DemoNeeds): Promise<void> {
  const media = new URL('media/', folder);
  for (const name of (await readdir(media)).sort()) await addMedia(name, await readFile(new URL(name, media)));
  await importJson(await readFile(new URL('catalogue.json', folder)));
}
