import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { type Mail, parseMail } from './mail.ts';

/** The mails that came, newest first; bounded in number and bytes, the oldest go first. */
export interface MailStore {
  add(raw: Buffer): Promise<Mail>;
  all(): Mail[];
  get(id: string): Mail | undefined;
  /** The mail as it came. */
  raw(id: string): Promise<Buffer | undefined>;
  clear(): Promise<void>;
}

interface Kept {
  mail: Mail;
  /** Only without a folder. */
  raw?: Buffer;
}

/** One file per mail in the folder, so that they outlive the process; without a folder, in memory. */
export async function openMailStore(options: {
  folder: string | undefined;
  maxMails: number;
  maxBytes: number;
  now: () => Date;
}): Promise<MailStore> {
  const { folder } = options;
  const kept = new Map<string, Kept>();
  let bytes = 0;
  const fileOf = (id: string) => join(folder ?? '', `${id}.eml`);

  async function forget(id: string): Promise<void> {
    bytes -= kept.get(id)?.mail.size ?? 0;
    kept.delete(id);
    if (folder) await rm(fileOf(id), { force: true });
  }

  async function keep(mail: Mail, raw: Buffer): Promise<void> {
    kept.set(mail.id, folder ? { mail } : { mail, raw });
    bytes += mail.size;
    while (kept.size > options.maxMails || bytes > options.maxBytes) {
      const [oldest] = kept.keys();
      if (oldest === undefined || oldest === mail.id) return;
      await forget(oldest);
    }
  }

  if (folder) {
    await mkdir(folder, { recursive: true });
    const files = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
    for (const name of files) {
      const raw = await readFile(join(folder, name));
      const { mtime } = await stat(join(folder, name));
      const id = name.slice(0, -'.eml'.length);
      await keep(await parseMail(raw, id, mtime), raw);
    }
  }

  return {
    async add(raw) {
      const receivedAt = options.now();
      const mail = await parseMail(raw, newId(), receivedAt);
      if (folder) {
        // written beside and renamed: a crash leaves no half mail
        await writeFile(`${fileOf(mail.id)}.part`, raw);
        // the next start takes it for the time of receipt
        await utimes(`${fileOf(mail.id)}.part`, receivedAt, receivedAt);
        await rename(`${fileOf(mail.id)}.part`, fileOf(mail.id));
      }
      await keep(mail, raw);
      return mail;
    },
    all: () => [...kept.values()].map(({ mail }) => mail).reverse(),
    get: (id) => kept.get(id)?.mail,
    async raw(id) {
      const one = kept.get(id);
      if (!one) return undefined;
      return one.raw ?? readFile(fileOf(id));
    },
    async clear() {
      for (const id of [...kept.keys()]) await forget(id);
    },
  };
}
