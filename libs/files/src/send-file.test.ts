import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ByteRange, parseRange } from './byte-range.ts';
import { type FileRequest, sendFile } from './send-file.ts';
import { signedUrl, verifySignedUrl } from './signed-url.ts';

const bytes = 'abcdefghij';
const file = {
  size: bytes.length,
  contentType: 'video/mp4',
  etag: '"v1"',
  savedAt: new Date('2026-03-02T09:00:00.500Z'),
  open: (range?: ByteRange) => Readable.from([range ? bytes.slice(range.start, range.end + 1) : bytes]),
};

async function send(request: FileRequest) {
  const { status, headers, raw } = sendFile(file, request, { 'Cache-Control': 'private' });
  let body = typeof raw === 'string' ? raw : '';
  if (typeof raw === 'function') for await (const part of raw()) body += part;
  return { status, headers, body };
}

describe('a file', () => {
  it('is sent whole, and says that it has ranges', async () => {
    const answer = await send({});
    expect(answer).toMatchObject({ status: 200, body: bytes });
    expect(answer.headers).toMatchObject({
      'Accept-Ranges': 'bytes',
      'Content-Length': '10',
      'Content-Type': 'video/mp4',
      'Cache-Control': 'private',
      ETag: '"v1"',
    });
  });

  it.each([
    ['bytes=0-3', 'abcd', 'bytes 0-3/10'],
    ['bytes=3-3', 'd', 'bytes 3-3/10'],
    ['bytes=7-', 'hij', 'bytes 7-9/10'],
    ['bytes=-2', 'ij', 'bytes 8-9/10'],
    ['bytes=-99', bytes, 'bytes 0-9/10'],
    ['bytes=8-99', 'ij', 'bytes 8-9/10'],
    ['Bytes=0-0', 'a', 'bytes 0-0/10'],
  ])('is sent in part for %s', async (range, body, contentRange) => {
    const answer = await send({ range });
    expect(answer).toMatchObject({ status: 206, body });
    expect(answer.headers['Content-Range']).toBe(contentRange);
    expect(answer.headers['Content-Length']).toBe(String(body.length));
  });

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('has no %s: 416 with its size', async (range) => {
    const answer = await send({ range });
    expect(answer.status).toBe(416);
    expect(answer.headers['Content-Range']).toBe('bytes */10');
  });

  it.each(['bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,4-5', '0-3'])(
    'is sent whole for %s, which is no single range',
    async (range) => expect((await send({ range })).status).toBe(200),
  );

  it('is sent in part only to who has the same version', async () => {
    const range = 'bytes=0-3';
    expect((await send({ range, 'if-range': '"v1"' })).status).toBe(206);
    expect((await send({ range, 'if-range': 'Mon, 02 Mar 2026 09:00:00 GMT' })).status).toBe(206);
    expect((await send({ range, 'if-range': '"v0"' })).status).toBe(200);
    expect((await send({ range, 'if-range': 'W/"v1"' })).status).toBe(200);
  });

  it('is not sent again to who has it', async () => {
    expect((await send({ 'if-none-match': '"v0", "v1"' })).status).toBe(304);
    expect((await send({ 'if-none-match': '"v0"' })).status).toBe(200);
  });

  it('never gives a range outside itself, whatever is asked', () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
    );
    fc.assert(
      fc.property(header, fc.nat(2_000), (text, size) => {
        const range = parseRange(text, size);
        if (typeof range === 'string') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});

describe('a signed address', () => {
  const key = 'k'.repeat(32);
  const until = new Date('2026-03-02T10:00:00Z');
  const before = new Date('2026-03-02T09:59:59Z');
  const url = signedUrl('/api/v1/media/trailer?quality=low', key, until);

  it('works until it expires', () => {
    expect(verifySignedUrl(url, key, before)).toBe(true);
    expect(verifySignedUrl(url, key, until)).toBe(false);
  });

  it('cannot be changed, prolonged or made with another key', () => {
    const wrong = [
      url.replace('trailer', 'chapter'),
      url.replace('low', 'high'),
      url.replace(/expires=\d+/, 'expires=99999999999'),
      url.replace('signature=', 'signature=A'),
      url.slice(0, -1),
      `${url}&x=1`,
      '/api/v1/media/trailer?quality=low',
      '',
      signedUrl('/api/v1/media/trailer?quality=low', 'x'.repeat(32), until),
    ];
    for (const other of wrong) expect(verifySignedUrl(other, key, before)).toBe(false);
    expect(() => signedUrl('/', 'short', until)).toThrow(RangeError);
  });
});
