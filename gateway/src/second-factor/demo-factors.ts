import type { Factors } from './domain/factors.ts';

/** Second factors of the demo's staff, as public as their passwords: for an authenticator, and for programs that play them. */
export const demoFactors = [
  {
    email: 'staf@demo.leerhuis.test',
    authenticatorSecret: 'LEERHUISDEMOLEERHUISDEMOLEERHUIS',
    passkey: {
      id: 'bGVlcmh1aXMtZGVtby1wYXNza2V5',
      publicKey:
        'pQECAyYgASFYIDbaA18U8Fnn8CKp9m3iNMpFJHQA-0TfD7gwZjRmEeFJIlggRR4aNkKdE_gIN9z9o1FYEwVkk59XjymopnYgKt-yZp0',
    },
  },
];

/** What is kept of them. */
export function demoFactorsOf(
  accountId: string,
  { passkey }: (typeof demoFactors)[number],
  sealedSecret: string,
  now: Date,
): Factors {
  return {
    accountId,
    authenticator: { sealedSecret, since: now, lastStep: 0 },
    beginning: null,
    passkeys: [{ ...passkey, counter: 0, transports: [], name: 'Demo', addedAt: now, usedAt: null }],
    recoveryHashes: [],
  };
}
