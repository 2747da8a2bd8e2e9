import { weakPassword } from './account-problems.ts';
import { isCommonPassword } from './common-passwords.ts';
import { type PasswordOwner, passwordFaults } from './domain/password.ts';

/** Refuses a password that is not strong enough (C-4). */
export function demandStrength(password: string, owner: PasswordOwner, field: string): void {
  const faults = passwordFaults(password, owner, isCommonPassword);
  if (faults.length > 0) throw weakPassword(faults, field);
}
