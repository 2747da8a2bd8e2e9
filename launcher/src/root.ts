import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository: this file is in `launcher/src` or, built, in `launcher/dist`. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
