import { existsSync, renameSync, statSync } from 'node:fs';

const kept = 3;

/** Puts the log of the start before aside, as `<log>.1`; what was there before becomes `.2`, and `.3` goes. An empty one is not kept. */
export function keepLog(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  for (let n = kept - 1; n > 0; n -= 1) if (existsSync(`${file}.${n}`)) renameSync(`${file}.${n}`, `${file}.${n + 1}`);
  renameSync(file, `${file}.1`);
}
