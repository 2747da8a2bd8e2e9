/** Federations whose members the provider serves: lawyers, notaries, estate agents, accountants, mediators (V-1). */
export type FederationCode = 'OVB' | 'NKN' | 'BIV' | 'ITAA' | 'FBC';

/**
 * The form of a member number per federation, and what one looks like. Federations publish no check digits, so only the form
 * is checked; who the number belongs to is for the federation to say when it gets the registration (V-27).
 */
export const memberNumberForms: Record<FederationCode, { pattern: RegExp; example: string }> = {
  OVB: { pattern: /^\d{5,7}$/, example: '123456' },
  NKN: { pattern: /^\d{4,6}$/, example: '12345' },
  BIV: { pattern: /^\d{6}$/, example: '512345' },
  ITAA: { pattern: /^\d{8}$/, example: '10123456' },
  FBC: { pattern: /^[A-Z]{0,3}\d{3,6}$/, example: 'B1234' },
};

/**
 * The number without the dots, spaces and dashes that people type (ITAA: "without dots"), in capitals; null when the
 * federation gives out no such number.
 */
export function readMemberNumber(federation: FederationCode, typed: string): string | null {
  const number = typed.replace(/[\s.\-/]/g, '').toUpperCase();
  return memberNumberForms[federation].pattern.test(number) ? number : null;
}
