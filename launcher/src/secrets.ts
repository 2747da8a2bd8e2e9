import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A named secret, made at random when it is first asked for and the same ever after. The file is for its owner only;
 * it is written beside and renamed, so that a crash never leaves half of it.
 */
export function openSecrets(file: string): (name: string) => string {
  mkdirSync(dirname(file), { recursive: true });
  const known: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return (name) => {
    const secret = known[name];
    if (secret !== undefined) return secret;
    const made = randomBytes(32).toString('hex');
    known[name] = made;
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
    return made;
  };
}
