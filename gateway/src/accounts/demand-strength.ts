import { domainToUnicode } from 'node:url';
import type { FieldError, Problem } from '@leerhuis/http-api';
import { weakPassword, wordedPassword } from './account-problems.ts';
import { isCommonPassword } from './common-passwords.ts';
import { type PasswordOwner, passwordFaults } from './domain/password.ts';

/** What is wrong with a password, for its owner's address as its owner writes it; empty when it is strong enough (C-4). */
export function passwordErrors(password: string, owner: PasswordOwner, field: string): FieldError[] {
  const [local = '', domain = ''] = owner.email.split('@');
  const email = `${local}@${domainToUnicode(domain)}`;
  return wordedPassword(passwordFaults(password, { ...owner, email }, isCommonPassword), field);
}

/** The refusal of a password that is not strong enough (C-4); null when it is. */
export function refusalOfPassword(password: string, owner: PasswordOwner, field: string): Problem | null {
  const errors = passwordErrors(password, owner, field);
  return errors.length > 0 ? weakPassword(errors) : null;
}

/** Refuses a password that is not strong enough (C-4). */
export function demandStrength(password: string, owner: PasswordOwner, field: string): void {
  const refusal = refusalOfPassword(password, owner, field);
  if (refusal) throw refusal;
}
