import { expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { type ZipEntry, zipSize, zipStream } from './zip-stream.ts';

const entry = (name: string, text: string): ZipEntry => ({
  name,
  bytes: Buffer.byteLength(text),
  modifiedAt: new Date('2026-11-22T10:00:00Z'),
  read: async () => Buffer.from(text),
});
const entries = [entry('Lena Maes.pdf', 'a'), entry('Zoë Kovačić.pdf', ''), entry('李.pdf', 'é'.repeat(70_000))];
const zipped = async (list: ZipEntry[]) => Buffer.concat(await zipStream(list).toArray());

it('has every file under its name, and as many bytes as was said before', async () => {
  const bytes = await zipped(entries);
  expect(bytes.length).toBe(zipSize(entries));
  const files = unzipSync(bytes);
  expect(Object.entries(files).map(([name, content]) => [name, strFromU8(content).length])).toEqual([
    ['Lena Maes.pdf', 1],
    ['Zoë Kovačić.pdf', 0],
    ['李.pdf', 70_000],
  ]);
});

it('breaks off when a file is another than it was said to be', async () => {
  await expect(zipped([{ ...entry('a.pdf', 'a'), bytes: 2 }])).rejects.toThrow('a.pdf has 1 bytes, not 2');
});

it('reads no file before the one ahead of it was taken', async () => {
  let read = 0;
  const many = Array.from({ length: 1_000 }, (_, n) => ({
    ...entry(`${n}.pdf`, 'x'.repeat(50_000)),
    read: async () => {
      read += 1;
      return Buffer.alloc(50_000);
    },
  }));
  const stream = zipStream(many);
  for await (const _ of stream) break;
  expect(read).toBeLessThan(10);
});
