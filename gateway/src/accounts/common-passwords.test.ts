import { describe, expect, it } from '@jest/globals';
import { isCommonPassword } from './common-passwords.ts';
import { passwordFaults } from './domain/password.ts';

const owner = { email: 'h.vandamme@voorbeeld.be', firstName: 'Hilde', lastName: 'Vandamme' };
const faults = (password: string) => passwordFaults(password, owner, isCommonPassword);

describe('a password that many would think of (beyond C-4)', () => {
  it.each([
    'Zomer2026!',
    'Z0mer-2026',
    'Été-2026!!',
    'Test1234!',
    'Admin123!',
    'Leerhuis1!',
    'LeerHuis.2026',
    'Welkom01!',
    'Januari2026!',
    'Février-26',
    'Vrijdag13!',
    'M0tDePasse!',
    'Azerty123!',
    '2026Notaris!',
  ])('is refused: %s', (password) => {
    expect(faults(password)).toContain('too-common');
  });

  it.each([
    'Kantoor-2026!',
    'Pleidooi-2026!',
    'Chiffres-2026!',
    'Gesprek-2026!',
    'Zonsondergang-41!',
    'Correct-Horse-7',
    'Sterk-Wachtwoord-1!',
    'Str0ng-Passw0rd!',
    'Zomer-in-Brugge-9',
    'x7#Kq92!vT',
  ])('is not %s', (password) => {
    expect(faults(password)).toEqual([]);
  });
});
