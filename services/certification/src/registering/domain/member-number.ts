/** Federations that the provider registers with (V-26). */
export type RegisteringFederation = 'OVB' | 'NKN' | 'BIV' | 'ITAA';

/**
 * The form of a member number per federation: the one that the gateway demands of an account, which a test compares. Only
 * the form; who the number belongs to is for the federation to say (V-27).
 */
export const memberNumberForms: Record<RegisteringFederation, { pattern: RegExp; example: string }> = {
  OVB: { pattern: /^\d{5,7}$/, example: '123456' },
  NKN: { pattern: /^\d{4,6}$/, example: '12345' },
  BIV: { pattern: /^\d{6}$/, example: '512345' },
  ITAA: { pattern: /^\d{8}$/, example: '10123456' },
};

/** The number without the dots, spaces and dashes that people type; null when the federation gives out no such number. */
export function readMemberNumber(federation: RegisteringFederation, typed: string): string | null {
  const number = typed.replace(/[\s.\-/]/g, '').toUpperCase();
  return memberNumberForms[federation].pattern.test(number) ? number : null;
}
