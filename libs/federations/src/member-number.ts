import { type FederationCode, federations } from './federations.ts';

/**
 * The number without the dots, spaces and dashes that people type (ITAA: "without dots"), in capitals; null when the
 * federation gives out no such number.
 */
export function readMemberNumber(federation: FederationCode, typed: string): string | null {
  const number = typed.replace(/[\s.\-/]/g, '').toUpperCase();
  return federations[federation].memberNumber.pattern.test(number) ? number : null;
}
