/** A key in somebody's phone, computer or stick (WebAuthn). */
export interface Passkey {
  /** As the browser names it, base64url. */
  id: string;
  /** COSE, base64url. */
  publicKey: string;
  /** How often it was used, by its own count; 0 of those that don't count. */
  counter: number;
  transports: string[];
  /** As its owner calls it. */
  name: string;
  addedAt: Date;
  usedAt: Date | null;
}

/** What somebody can show beside the password. */
export interface Factors {
  accountId: string;
  authenticator: { sealedSecret: string; since: Date; lastStep: number } | null;
  /** Being set up: it counts once a code of it was given. */
  beginning: { sealedSecret: string; until: Date } | null;
  passkeys: Passkey[];
  /** sha256 of the recovery codes that were not used yet; each has 120 bits of its own. */
  recoveryHashes: string[];
}

export type FactorRefusal =
  | { refused: 'nothing-begun' }
  | { refused: 'wrong-code' }
  | { refused: 'unknown-passkey' }
  | { refused: 'too-many-passkeys' };

const setUpWithin = 15 * 60_000;
export const mostPasskeys = 10;

export function noFactors(accountId: string): Factors {
  return { accountId, authenticator: null, beginning: null, passkeys: [], recoveryHashes: [] };
}

export function isSetUp({ authenticator, passkeys }: Factors): boolean {
  return authenticator !== null || passkeys.length > 0;
}

export function beginAuthenticator(factors: Factors, sealedSecret: string, now: Date): Factors {
  return { ...factors, beginning: { sealedSecret, until: new Date(now.getTime() + setUpWithin) } };
}

/** What waits for its first code; null when nothing does. */
export function begun({ beginning }: Factors, now: Date): { sealedSecret: string } | null {
  return beginning && beginning.until > now ? beginning : null;
}

/**
 * Takes the authenticator into use that was begun, instead of one before.
 * @param step time step of its first code, null when the code is not of it
 */
export function confirmAuthenticator(factors: Factors, step: number | null, now: Date): Factors | FactorRefusal {
  const waiting = begun(factors, now);
  if (!waiting) return { refused: 'nothing-begun' };
  if (step === null) return { refused: 'wrong-code' };
  const { sealedSecret } = waiting;
  return { ...factors, authenticator: { sealedSecret, since: now, lastStep: step }, beginning: null };
}

/** Uses a code of this time step; one is used once, and none after a later one (RFC 6238, 5.2). */
export function useCode(factors: Factors, step: number | null): Factors | FactorRefusal {
  const { authenticator } = factors;
  if (!authenticator || step === null || step <= authenticator.lastStep) return { refused: 'wrong-code' };
  return { ...factors, authenticator: { ...authenticator, lastStep: step } };
}

/** Uses a recovery code, which works once. */
export function useRecoveryCode(factors: Factors, hash: string): Factors | FactorRefusal {
  if (!factors.recoveryHashes.includes(hash)) return { refused: 'wrong-code' };
  return { ...factors, recoveryHashes: factors.recoveryHashes.filter((one) => one !== hash) };
}

export function addPasskey(factors: Factors, passkey: Passkey): Factors | FactorRefusal {
  if (factors.passkeys.length >= mostPasskeys) return { refused: 'too-many-passkeys' };
  const others = factors.passkeys.filter(({ id }) => id !== passkey.id);
  return { ...factors, passkeys: [...others, passkey] };
}

export function usePasskey(factors: Factors, id: string, counter: number, now: Date): Factors {
  const used = (passkey: Passkey) => (passkey.id === id ? { ...passkey, counter, usedAt: now } : passkey);
  return { ...factors, passkeys: factors.passkeys.map(used) };
}

export function removePasskey(factors: Factors, id: string): Factors | FactorRefusal {
  const passkeys = factors.passkeys.filter((passkey) => passkey.id !== id);
  if (passkeys.length === factors.passkeys.length) return { refused: 'unknown-passkey' };
  return withoutUselessCodes({ ...factors, passkeys });
}

export function removeAuthenticator(factors: Factors): Factors {
  return withoutUselessCodes({ ...factors, authenticator: null, beginning: null });
}

/** Recovery codes stand in for a factor: without one they would be a factor themselves. */
function withoutUselessCodes(factors: Factors): Factors {
  return isSetUp(factors) ? factors : { ...factors, recoveryHashes: [] };
}
