import { createHmac } from 'node:crypto';

/**
 * Keys of pages that show somebody without a login how their payment stands: who has the link may see the page, who guesses ids
 * may not. Made with the key that we have for the payment provider, so that there is no other secret to keep; when that is
 * replaced, links given before show less.
 */
export function pageKeys(apiKey: string): (what: string) => string {
  const secret = createHmac('sha256', apiKey).update('payment pages').digest();
  return (what) => createHmac('sha256', secret).update(what).digest('base64url');
}
