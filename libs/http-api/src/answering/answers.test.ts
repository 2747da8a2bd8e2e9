import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { type Answer, contentDisposition, file, lineText, route } from '../index.ts';

const answers: Record<string, () => Answer> = {
  buffer: () => file({ content: Buffer.from('bytes'), contentType: 'application/pdf', filename: 'a.pdf' }),
  stream: () => file({ content: Readable.from(['by', 'tes']), contentType: 'video/mp4', size: 5, etag: '"1"' }),
  part: () => ({
    status: 206,
    headers: { 'Content-Type': 'video/mp4', 'Content-Range': 'bytes 0-1/5', 'Content-Length': '2' },
    raw: () => Readable.from(['by']),
  }),
  outside: () => ({ status: 416, headers: { 'Content-Range': 'bytes */5' } }),
  broken: () =>
    file({
      content: Readable.from(
        (async function* () {
          yield 'some';
          throw new Error('disk away');
        })(),
      ),
      contentType: 'video/mp4',
    }),
};
let opened = 0;
let api: ApiUnderTest;

beforeAll(async () => {
  const any = { description: 'A file', contentType: ['application/pdf', 'video/mp4'] };
  api = await serve([
    route({
      method: 'get',
      path: '/files/:name',
      operationId: 'getFile',
      summary: 'A file',
      tags: ['orders'],
      access: 'anyone',
      request: { params: z.strictObject({ name: lineText(9) }) },
      responses: { 200: any, 206: any, 416: { description: 'Outside' } },
      handler: ({ params }) => answers[params.name]?.() ?? file({ content: () => open(), contentType: 'video/mp4' }),
    }),
  ]);
});
afterAll(() => api.close());

function open(): Readable {
  opened += 1;
  return Readable.from(['x']);
}
const get = (name: string, method = 'GET') => fetch(`${api.url}/files/${name}`, { method });

describe('a file', () => {
  it.each(['buffer', 'stream'])('goes out whole from a %s', async (name) => {
    const response = await get(name);
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '5',
      'bytes',
    ]);
  });

  it('goes out in part', async () => {
    const response = await get('part');
    expect([response.status, response.headers.get('content-range'), await response.text()]).toEqual([
      206,
      'bytes 0-1/5',
      'by',
    ]);
    expect((await get('outside')).status).toBe(416);
  });

  it('is not opened for HEAD', async () => {
    expect((await get('lazy', 'HEAD')).status).toBe(200);
    expect((await get('stream', 'HEAD')).headers.get('content-length')).toBe('5');
    expect(opened).toBe(0);
  });

  it('that breaks off halfway is not taken for whole', async () => {
    const response = await get('broken');
    await expect(response.text()).rejects.toThrow();
    expect((await get('buffer')).status).toBe(200);
  });

  it.each([
    ['attest.pdf', 'attachment; filename="attest.pdf"'],
    ['a"b\\c\r\n.pdf', 'attachment; filename="a_b_c__.pdf"; filename*=UTF-8\'\'a%22b%5Cc%0D%0A.pdf'],
    ["ćafé'(1).pdf", "attachment; filename=\"_af_'(1).pdf\"; filename*=UTF-8''%C4%87af%C3%A9%27%281%29.pdf"],
  ])('is named %j', (name, header) => {
    expect(contentDisposition('attachment', name)).toBe(header);
  });
});
