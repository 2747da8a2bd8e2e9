import { expect, it } from '@jest/globals';
import {
  authenticatorUri,
  newAuthenticatorSecret,
  newRecoveryCodes,
  readRecoveryCode,
  stepOf,
} from './one-time-codes.ts';

// RFC 6238, appendix B: the secret `12345678901234567890`, of which six digits are the last of eight
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %d s the code is %s, which counts a step before and after too', (seconds, code) => {
  const at = (more: number) => new Date((seconds + more) * 1_000);
  const step = Math.floor(seconds / 30);
  expect([-30, 0, 30].map((more) => stepOf(secret, code, at(more)))).toEqual([step, step, step]);
  expect([-90, 90].map((more) => stepOf(secret, code, at(more)))).toEqual([null, null]);
});

it('is read by authenticators from an address with the name of the provider', () => {
  expect(authenticatorUri(secret, 'Academie & Co', 'griet@voorbeeld.be')).toBe(
    `otpauth://totp/Academie%20%26%20Co:griet%40voorbeeld.be?issuer=Academie%20%26%20Co&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  );
  expect(newAuthenticatorSecret()).toMatch(/^[A-Z2-7]{32}$/);
});

it('gives ten recovery codes, read however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^([a-km-np-z2-9]{6}-){3}[a-km-np-z2-9]{6}$/);
    expect(readRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
  }
});
