/** Who asks to be let in, as far as a request tells. */
export interface Asker {
  /** Address of the network; of IPv6 its /64. */
  ip: string;
  /** What the browser or app calls itself. */
  device: string | null;
}

export const loginOutcomes = [
  'logged-in',
  'wrong-password',
  'unknown-address',
  'email-not-confirmed',
  'token-reused',
  'second-factor-given',
  'second-factor-wrong',
] as const;
export type LoginOutcome = (typeof loginOutcomes)[number];

const longestDevice = 200;

/** Who asks by a request. */
export function askerOf(request: { ip: string; header(name: string): string | undefined }): Asker {
  return { ip: request.ip, device: deviceOf(request.header('user-agent')) };
}

/** What is kept of a User-Agent header. */
function deviceOf(userAgent: string | undefined): string | null {
  return userAgent?.trim().slice(0, longestDevice) || null;
}
