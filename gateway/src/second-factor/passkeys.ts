import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Passkey } from './domain/factors.ts';

type Known = Pick<Passkey, 'id' | 'transports'>;
const described = (passkeys: readonly Known[]) =>
  passkeys.map(({ id, transports }) => ({ id, transports: transports as AuthenticatorTransport[] }));

/** Passkeys (WebAuthn) as second factor: the password came before, so who holds the key need not be verified by it too. */
export function passkeysOf(publicUrl: string) {
  const { origin, hostname: rpID } = new URL(publicUrl);
  const expected = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: false };
  return {
    /** Where a page has to be to use them. */
    origin,
    /** What a browser needs to make one. */
    optionsToAdd: (owner: { accountId: string; email: string }, rpName: string, known: readonly Known[]) =>
      generateRegistrationOptions({
        ...{ rpName, rpID, userName: owner.email, userID: new TextEncoder().encode(owner.accountId) },
        attestationType: 'none',
        excludeCredentials: described(known),
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
      }),
    /** What a browser needs to use one. */
    optionsToUse: (known: readonly Known[]) =>
      generateAuthenticationOptions({ rpID, allowCredentials: described(known), userVerification: 'preferred' }),
    /** The passkey that was made for this challenge; null when the answer is not of it, or malformed. */
    async added(response: unknown, challenge: string, name: string, now: Date): Promise<Passkey | null> {
      const answer = { response: response as RegistrationResponseJSON, expectedChallenge: challenge };
      const verified = await verifyRegistrationResponse({ ...answer, ...expected }).catch(() => null);
      if (!verified?.verified) return null;
      const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
      const key = Buffer.from(publicKey).toString('base64url');
      return { id, publicKey: key, counter, transports, name, addedAt: now, usedAt: null };
    },
    /** How often it says that it was used; null when it did not sign this challenge. */
    async used(response: unknown, challenge: string, { id, publicKey, counter }: Passkey): Promise<number | null> {
      const credential = { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter };
      const answer = { response: response as AuthenticationResponseJSON, expectedChallenge: challenge, credential };
      const verified = await verifyAuthenticationResponse({ ...answer, ...expected }).catch(() => null);
      return verified?.verified ? verified.authenticationInfo.newCounter : null;
    },
  };
}
export type Passkeys = ReturnType<typeof passkeysOf>;
