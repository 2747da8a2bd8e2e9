import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const period = 30;
/** Clocks of phones are a little off, and people slow: the code before and the next count too (RFC 6238, 5.2). */
const window = 1;
const common = { algorithm: 'SHA1', digits: 6, period } as const;

/** A new secret for an authenticator: 160 bits, in base32 (RFC 4226, 4). */
export function newAuthenticatorSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator reads from a QR code. */
export function authenticatorUri(secret: string, issuer: string, label: string): string {
  return new TOTP({ ...common, issuer, label, secret: Secret.fromBase32(secret) }).toString();
}

/** The time step of which the code is, about now; null when it is of none. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = new TOTP({ ...common, secret: Secret.fromBase32(secret) }).validate({ token: code, timestamp, window });
  return delta === null ? null : Math.floor(timestamp / 1_000 / period) + delta;
}

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Ten codes for who lost the other factor: 24 letters of 32, 120 bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => {
    const drawn = [...randomBytes(24)].map((byte) => letters[byte % letters.length]).join('');
    return drawn.replace(/.{6}(?=.)/g, '$&-');
  });
}

/** As it is hashed, however it was typed. */
export function readRecoveryCode(typed: string): string {
  return typed.toLowerCase().replace(/[\s-]/g, '');
}
