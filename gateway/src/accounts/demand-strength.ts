import { domainToUnicode } from 'node:url';
import type { FieldError } from '@leerhuis/http-api';
import { weakPassword, wordedPassword } from './account-problems.ts';
import { isCommonPassword } from './common-passwords.ts';
import { type PasswordOwner, passwordFaults } from './domain/password.ts';

/** What is wrong with a password, for its owner's address as its owner writes it; empty when it is strong enough (C-4). */
export function passwordErrors(password: string, owner: PasswordOwner, field: string): FieldError[] {
  const [local = '', domain = ''] = owner.email.split('@');
  const email = `${local}@${domainToUnicode(domain)}`;
  return wordedPassword(passwordFaults(password, { ...owner, email }, isCommonPassword), field);
}

/** Refuses a password that is not strong enough (C-4). */
export function demandStrength(password: string, owner: PasswordOwner, field: string): void {
  const errors = passwordErrors(password, owner, field);
  if (errors.length > 0) throw weakPassword(errors);
}
