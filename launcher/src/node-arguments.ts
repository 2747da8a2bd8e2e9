import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotServe } from '@leerhuis/backing-services';
import { root } from './root.ts';

/**
 * What node is called with for the part in `folder`: small heaps, since eight processes share a laptop. The young generation
 * is left as large as node makes it: with half of that the gateway needs half as much time again per request.
 */
export function nodeArguments(folder: string): string[] {
  const main = join(root, folder, 'dist', 'main.js');
  if (!existsSync(main)) throw new CannotServe(`${main} is missing: build it with npm run build.`);
  const preload = pathToFileURL(join(root, 'libs/telemetry/dist/preload.js')).href;
  return ['--enable-source-maps', '--max-old-space-size=256', '--import', preload, main];
}
