import { promisify } from 'node:util';
import { constants, brotliCompress as toBrotli, gzip as toGzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

const brotli = promisify(toBrotli);
const gzip = promisify(toGzip);

/** The packing that a reader takes, by `Accept-Encoding`; null for none. Ours comes first where it weighs them the same. */
export function encodingOf(acceptEncoding: string | undefined): Encoding | null {
  if (!acceptEncoding) return null;
  const weights = new Map<string, number>();
  for (const wish of acceptEncoding.slice(0, 500).toLowerCase().split(',')) {
    const [name = '', ...parameters] = wish.split(';').map((part) => part.trim());
    weights.set(name === 'x-gzip' ? 'gzip' : name, weightOf(parameters));
  }
  const weigh = (name: Encoding) => weights.get(name) ?? weights.get('*') ?? 0;
  const [br, gz] = [weigh('br'), weigh('gzip')];
  if (br <= 0 && gz <= 0) return null;
  return br >= gz ? 'br' : 'gzip';
}

function weightOf(parameters: string[]): number {
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = q === undefined ? 1 : Number(q.slice(2));
  return Number.isFinite(weight) ? weight : 0;
}

/** The whole text packed, off the main thread; quality 4 is where brotli is as quick as gzip and still smaller. */
export function packed(text: string, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return gzip(text);
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotli(text, {
    params: {
      [BROTLI_PARAM_QUALITY]: 4,
      [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT,
      [BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });
}
