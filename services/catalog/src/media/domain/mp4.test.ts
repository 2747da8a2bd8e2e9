import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { mp4Seconds } from './mp4.ts';

const demo = (name: string) => readFileSync(new URL(`../../../demo/media/${name}.mp4`, import.meta.url));

it.each([
  ['trailer-lawyers', 8],
  ['chapter-1', 20],
  ['chapter-3', 30],
])('reads how long %s lasts', (name, seconds) => {
  expect(mp4Seconds(demo(name))).toBe(seconds);
});

function box(kind: string, ...content: Buffer[]): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0));
  header.write(kind, 4, 'latin1');
  return Buffer.concat([header, ...content]);
}

function longBox(kind: string, size: bigint, content: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(1);
  header.write(kind, 4, 'latin1');
  header.writeBigUInt64BE(size, 8);
  return Buffer.concat([header, content]);
}

function movie(duration: bigint | number, scale = 1_000, version = typeof duration === 'bigint' ? 1 : 0): Buffer {
  const header = Buffer.alloc(typeof duration === 'bigint' ? 108 : 96);
  header[0] = version;
  header.writeUInt32BE(scale, typeof duration === 'bigint' ? 20 : 12);
  if (typeof duration === 'bigint') header.writeBigUInt64BE(duration, 24);
  else header.writeUInt32BE(duration, 16);
  return box('moov', box('mvhd', header));
}
const start = box('ftyp', Buffer.from('isom\0\0\0\0', 'latin1'));
const film = (...boxes: Buffer[]) => Buffer.concat([start, ...boxes]);

it.each([
  ['a length in 32 bits', film(movie(90_500)), 90],
  ['a length in 64 bits', film(movie(90_500n)), 90],
  ['less than a second', film(movie(1)), 1],
  ['a whole day', film(movie(86_400, 1)), 86_400],
  ['other boxes before its index', film(box('free'), longBox('mdat', 20n, Buffer.alloc(4)), movie(2_000)), 2],
  ['a last box without an end', film(movie(2_000), Buffer.from('\0\0\0\0mdat....', 'latin1')), 2],
])('reads a video with %s', (_what, bytes, seconds) => {
  expect(mp4Seconds(bytes)).toBe(seconds);
});

it('looks through millions of empty boxes in a moment', () => {
  const boxes = Buffer.alloc(50 * 1024 * 1024, box('free'));
  const began = performance.now();
  expect(mp4Seconds(Buffer.concat([start, boxes]))).toBeNull();
  expect(mp4Seconds(film(box('moov', boxes)))).toBeNull();
  expect(performance.now() - began).toBeLessThan(20_000);
});

it.each([
  ['a length that is not known, in 32 bits', film(movie(0xffff_ffff, 1_000))],
  ['a length that is not known, in 64 bits', film(movie(0xffff_ffff_ffff_ffffn))],
  ['more than a day', film(movie(86_401, 1))],
  ['no length', film(movie(0))],
  ['no time scale', film(movie(90, 0))],
  ['a version of tomorrow', film(movie(90_500, 1_000, 2))],
  ['a header too short for its version', film(movie(90, 1_000, 1).subarray(0, 40))],
  ['a box of 64 bits that is longer than any file', film(longBox('free', 0xffff_ffff_ffff_ffffn, movie(2_000)))],
  ['a box of 64 bits that is shorter than its header', film(longBox('free', 15n, movie(2_000)))],
  ['a box of 64 bits without room for its size', film(Buffer.from('\0\0\0\x01free', 'latin1'))],
  ['an index in an index', film(box('moov', movie(2_000)))],
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('this is no video, whatever its name says')],
  ['a video that was cut off before its index ends', demo('chapter-1').subarray(0, 200)],
  ['a header alone', Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1')],
  ['a box that says it is longer than the file', Buffer.from('\0\0\0\x08ftyp\x7f\xff\xff\xffmoov', 'latin1')],
  ['a box of size zero inside of a box', Buffer.from('\0\0\0\x08ftyp\0\0\0\x10moov\0\0\0\x01mvhd', 'latin1')],
])('takes %s for no video', (_what, bytes) => {
  expect(mp4Seconds(bytes)).toBeNull();
});
