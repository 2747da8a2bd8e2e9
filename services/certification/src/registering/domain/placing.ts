import type { Registration } from './registration.ts';

export interface Placed {
  registration: Registration;
  /** Whose participation stands for the same member, course and year already. */
  clash: 'none' | 'own' | 'another';
}

/**
 * Gives a registration its place beside what stands for the same member, course and year. One that clashes is held for staff,
 * and waits to its learner's eyes: nobody may find out by a member number who else has an account.
 */
export function place(wanted: Registration, other: Registration | null, now: Date): Placed {
  if (!other) return { registration: free(wanted), clash: 'none' };
  return {
    registration: { ...wanted, apart: wanted.id, heldSince: wanted.heldSince ?? now },
    clash: other.accountId === wanted.accountId ? 'own' : 'another',
  };
}

/** Nothing stands in its way (any more): it goes in line. */
export function free(registration: Registration): Registration {
  return { ...registration, apart: null, heldSince: null };
}
