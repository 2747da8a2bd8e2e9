import { v5 } from 'uuid';

const space = '5f1c3a52-6f0b-4d8e-9f0e-2f6b0a6f6c1d';

/** One registration per attest and federation: the id is made of the two, so putting it in line twice is impossible. */
export function registrationIdOf(attestId: string, federation: string): string {
  return v5(`${attestId} ${federation}`, space);
}
