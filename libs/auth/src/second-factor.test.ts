import { expect, it } from '@jest/globals';
import { type Access, allows, awaitsSecondFactor } from './access.ts';
import type { Actor, Claimed } from './actor.ts';
import { createSigningKey, publicJwks, signAccessToken } from './signing-keys.ts';
import { createTokenVerifier } from './verify-token.ts';

const forFinance: Access = { staff: ['finance'] };
const person = { kind: 'account', accountId: 'a', sessionId: 's' } as const;

async function read(actor: Claimed<Actor>): Promise<Actor> {
  const key = await createSigningKey();
  return createTokenVerifier({ jwks: async () => publicJwks([key]) })(await signAccessToken(key, actor, 60));
}

it('roles that wait for a second factor travel in the token, give no rights, and are told from those that are not there', async () => {
  const waiting = await read({ ...person, roles: ['learner'], withheld: ['staff'] });
  expect(waiting).toMatchObject({ roles: ['learner'], withheld: ['staff'] });
  expect([allows(forFinance, waiting), awaitsSecondFactor(forFinance, waiting)]).toEqual([false, true]);
  expect([allows('signed-in', waiting), awaitsSecondFactor('signed-in', waiting)]).toEqual([true, false]);
  expect(awaitsSecondFactor('partner', waiting)).toBe(false);
  const learner = await read({ ...person, roles: ['learner'], withheld: [] });
  expect(learner).not.toHaveProperty('withheld');
  expect([allows(forFinance, learner), awaitsSecondFactor(forFinance, learner)]).toEqual([false, false]);
  expect(awaitsSecondFactor(forFinance, null)).toBe(false);
});

it('a role that this version does not know is not waited for', async () => {
  const actor = await read({ ...person, roles: ['learner'], withheld: ['owner' as 'staff'] });
  expect(actor).not.toHaveProperty('withheld');
});
