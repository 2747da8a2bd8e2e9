import { createHmac, hkdfSync } from 'node:crypto';

/** Gives the secret that follows on one of a session. */
export type NextSecret = (sessionId: string, secret: string) => string;

/**
 * Secrets of refresh tokens, each made from the one before: whoever asks again gets the same, from every copy of the gateway,
 * while only hashes are stored. To go on takes both a token and the key.
 */
export function nextSecrets(keySecret: string): NextSecret {
  const key = Buffer.from(hkdfSync('sha256', keySecret, '', 'leerhuis refresh tokens', 32));
  return (sessionId, secret) => createHmac('sha256', key).update(`${sessionId}.${secret}`).digest('base64url');
}
