export type FederationCode = 'OVB' | 'NKN' | 'BIV' | 'ITAA' | 'FBC';

interface MemberNumberForm {
  pattern: RegExp;
  example: string;
}

/**
 * The form of a member number per federation. Federations publish no check digits, so only the form is checked; who
 * the number belongs to is for the federation to say when it gets the registration (V-27).
 */
const forms: Record<FederationCode, MemberNumberForm> = {
  OVB: { pattern: /^\d{5,7}$/, example: '123456' },
  NKN: { pattern: /^\d{4,6}$/, example: '12345' },
  BIV: { pattern: /^\d{6}$/, example: '512345' },
  ITAA: { pattern: /^\d{8}$/, example: '10123456' },
  FBC: { pattern: /^[A-Z]{0,3}\d{3,6}$/, example: 'B1234' },
};

/** Member number without the dots, spaces and dashes that people type (ITAA: "without dots"). */
export function normaliseMemberNumber(typed: string): string {
  return typed.replace(/[\s.\-/]/g, '').toUpperCase();
}

/** Whether a normalised number has the form that the federation gives out. */
export function isMemberNumber(federation: FederationCode, number: string): boolean {
  return forms[federation].pattern.test(number);
}

/** What such a number looks like, for the message that refuses another. */
export function exampleMemberNumber(federation: FederationCode): string {
  return forms[federation].example;
}
