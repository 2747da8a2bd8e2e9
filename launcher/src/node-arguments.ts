import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotServe } from '@leerhuis/backing-services';
import { root } from './root.ts';

/**
 * What node is called with for the part in `folder`: small heaps, since eight processes share a laptop. The young generation
 * is of node's usual size, which it would make smaller for a small heap: the gateway then needs half as much time again for
 * each request. Nothing is put among the old from the start because others of its kind stayed long: one such object keeps all of
 * its request, and the gateway needed up to twice as much time for each, or didn't, as it happened to go when it started.
 */
export function nodeArguments(folder: string): string[] {
  const main = join(root, folder, 'dist', 'main.js');
  if (!existsSync(main)) throw new CannotServe(`${main} is missing: build it with npm run build.`);
  const preload = pathToFileURL(join(root, 'libs/telemetry/dist/preload.js')).href;
  const memory = ['--max-old-space-size=256', '--max-semi-space-size=16', '--no-allocation-site-pretenuring'];
  return ['--enable-source-maps', ...memory, '--import', preload, main];
}
