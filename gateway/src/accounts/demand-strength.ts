import { domainToUnicode } from 'node:url';
import { weakPassword } from './account-problems.ts';
import { isCommonPassword } from './common-passwords.ts';
import { type PasswordOwner, passwordFaults } from './domain/password.ts';

/** Refuses a password that is not strong enough (C-4), for its owner's address as its owner writes it. */
export function demandStrength(password: string, owner: PasswordOwner, field: string): void {
  const [local = '', domain = ''] = owner.email.split('@');
  const email = `${local}@${domainToUnicode(domain)}`;
  const faults = passwordFaults(password, { ...owner, email }, isCommonPassword);
  if (faults.length > 0) throw weakPassword(faults, field);
}
