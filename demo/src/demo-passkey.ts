import { createHash, createPrivateKey, sign } from 'node:crypto';
import type { Api } from './api.ts';

interface Options {
  origin: string;
  publicKey: { challenge: string; rpId: string };
}

/** The passkey of the demo's staff, as public as their password: what a security key would hold and never tell. */
const id = 'bGVlcmh1aXMtZGVtby1wYXNza2V5';
const key = createPrivateKey({
  format: 'jwk',
  key: {
    ...{ kty: 'EC', crv: 'P-256', d: 'Z12I_MMkmgZxwq1eBPyjKo8MzMl8njvO4FRk4fWj3jY' },
    x: 'NtoDXxTwWefwIqn2beI0ykUkdAD7RN8PuDBmNGYR4Uk',
    y: 'RR4aNkKdE_gIN9z9o1FYEwVkk59XjymopnYgKt-yZp0',
  },
});

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

/** AuthenticationResponseJSON, as a browser would give it: present, not verified, a key that doesn't count its uses. */
function answerTo({ origin, publicKey: { challenge, rpId } }: Options) {
  const about = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }));
  const data = Buffer.concat([sha256(rpId), Buffer.from([1, 0, 0, 0, 0])]);
  const response = {
    clientDataJSON: about.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: sign('sha256', Buffer.concat([data, sha256(about)]), key).toString('base64url'),
  };
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
}

/** Gives the second factor of the demo's staff. @returns the token of a session that may do what they may */
export async function giveSecondFactor(session: Api): Promise<string> {
  const path = '/api/v1/sessions/current/second-factor';
  const { body: options } = await session.post<Options>(`${path}/options`);
  const { body } = await session.post<{ accessToken: string }>(path, { body: { passkey: answerTo(options) } });
  return body.accessToken;
}
