import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { mp4Seconds } from './mp4.ts';

const demo = (name: string) => readFileSync(new URL(`../../demo/media/${name}.mp4`, import.meta.url));

it.each([
  ['trailer-lawyers', 8],
  ['chapter-1', 20],
  ['chapter-3', 30],
])('reads how long %s lasts', (name, seconds) => {
  expect(mp4Seconds(demo(name))).toBe(seconds);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('this is no video, whatever its name says')],
  ['a video that was cut off before its index ends', demo('chapter-1').subarray(0, 200)],
  ['a header alone', Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1')],
  ['a box that says it is longer than the file', Buffer.from('\0\0\0\x08ftyp\x7f\xff\xff\xffmoov', 'latin1')],
  ['a box of size zero inside of a box', Buffer.from('\0\0\0\x08ftyp\0\0\0\x10moov\0\0\0\x01mvhd', 'latin1')],
])('takes %s for no video', (_what, bytes) => {
  expect(mp4Seconds(bytes)).toBeNull();
});
