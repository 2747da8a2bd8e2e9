import { expect, it } from '@jest/globals';
import { hashPassword, passwordFits } from './secrets.ts';

it('a password is kept by argon2id with 19 MiB, 2 passes and a salt of its own (ASVS 11.4.2)', async () => {
  const [one, other] = [await hashPassword('Sterke-Sleutel-7'), await hashPassword('Sterke-Sleutel-7')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
  expect([await passwordFits('Sterke-Sleutel-7', one), await passwordFits('sterke-sleutel-7', one)]).toEqual([
    true,
    false,
  ]);
});
