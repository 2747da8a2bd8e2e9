import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * An address that works by itself until it expires, for what cannot send an Authorization header (a `<video>`). The
 * path, its query included, cannot be changed.
 * @param key secret of at least 32 bytes
 * @returns the path with `expires` (seconds since 1970) and `signature` added
 */
export function signedUrl(path: string, key: string | Buffer, expiresAt: Date): string {
  const dated = `${path}${path.includes('?') ? '&' : '?'}expires=${Math.floor(expiresAt.getTime() / 1000)}`;
  return `${dated}&signature=${sign(dated, key).toString('base64url')}`;
}

/** Whether we signed this address (path and query, exactly as it came) and its time has not passed. */
export function verifySignedUrl(url: string, key: string | Buffer, now: Date): boolean {
  return readSignedUrl(url, key, now) === 'valid';
}

/** As `verifySignedUrl`, for who tells whom an address was given that its time has passed. */
export function readSignedUrl(url: string, key: string | Buffer, now: Date): 'valid' | 'expired' | 'forged' {
  const parts = /^(.*[?&]expires=(\d{1,12}))&signature=([\w-]{43})$/.exec(url);
  if (!parts) return 'forged';
  const [, dated = '', expires, signature = ''] = parts;
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(dated, key);
  const genuine = given.length === expected.length && timingSafeEqual(given, expected);
  if (!genuine) return 'forged';
  return now.getTime() < Number(expires) * 1000 ? 'valid' : 'expired';
}

function sign(text: string, key: string | Buffer): Buffer {
  if (Buffer.byteLength(key) < 32) throw new RangeError('the key of signed addresses has at least 32 bytes');
  return createHmac('sha256', key).update(text).digest();
}
