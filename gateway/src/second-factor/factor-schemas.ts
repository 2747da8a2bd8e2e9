import { companyName, dateTime, idSchema, lineText } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Factors } from './domain/factors.ts';
import type { Access } from './factor-commands.ts';

const base64url = z.string().regex(/^[\w-]+={0,2}$/);
/** The part of an answer of a browser that it is found by; the rest is read by who verifies it. */
const credential = z.looseObject({
  id: base64url.max(1_400),
  type: z.literal('public-key'),
  response: z.looseObject({}),
});

export const passwordBody = z.strictObject({ password: z.string().min(1).max(200) }).meta({ id: 'PasswordAgain' });
const code = z
  .string()
  .regex(/^\d{6}$/)
  .describe('What the authenticator shows now');
export const codeBody = z.strictObject({ code }).meta({ id: 'AuthenticatorCode' });
export const passkeyBody = z
  .strictObject({ name: companyName(50).describe('As its owner calls it'), credential })
  .meta({ id: 'NewPasskey' });
export const offeredBody = z
  .union([
    z.strictObject({ code }),
    z.strictObject({ recoveryCode: lineText(60) }),
    z.strictObject({ passkey: credential.describe('As the browser gave it (AuthenticationResponseJSON)') }),
  ])
  .meta({ id: 'SecondFactor' });
export const passkeyParams = z.strictObject({ id: base64url.max(1_400) });
export const accountParams = z.strictObject({ accountId: idSchema });
export const resetBody = z
  .strictObject({ reason: lineText(500).describe('How it was made sure who asked; for the audit trail') })
  .meta({ id: 'SecondFactorReset' });

export const factorsView = z
  .object({
    demanded: z.boolean().describe('Whether routes of staff demand it of this account'),
    givenUntil: dateTime.nullable().describe('Until when the one that this session gave counts'),
    authenticator: z.object({ since: dateTime }).nullable(),
    passkeys: z.array(
      z.object({ id: z.string(), name: z.string(), addedAt: dateTime, lastUsedAt: dateTime.nullable() }),
    ),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: 'SecondFactors' });

export const begunView = z
  .object({
    secret: z.string().describe('Base32, to type where no QR code can be read'),
    uri: z.string().describe('For a QR code: `otpauth://totp/…`'),
  })
  .meta({ id: 'NewAuthenticator' });

export const optionsView = z
  .object({
    origin: z.string().describe('Where a page has to be to use them'),
    publicKey: z.looseObject({ challenge: z.string() }).describe('For `navigator.credentials`, as JSON (WebAuthn 3)'),
  })
  .meta({ id: 'PasskeyOptions' });

export const recoveryCodes = z.array(z.string()).describe('Shown once; each works once instead of the other factor');

export const accessView = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().describe('Seconds that the access token counts'),
    until: dateTime.describe('Until when the second factor counts in this session'),
  })
  .meta({ id: 'SecondFactorGiven' });
export const setUpView = accessView
  .extend({
    recoveryCodes: recoveryCodes.nullable().describe('With the first factor; null when there are some already'),
  })
  .meta({ id: 'SecondFactorSetUp' });

export function accessOf({ until, ...access }: Access) {
  return { ...access, until: until.toISOString() };
}

export function factorsOf(
  { authenticator, passkeys, recoveryHashes }: Factors,
  { demanded, givenUntil }: { demanded: boolean; givenUntil: Date | null },
) {
  return {
    demanded,
    givenUntil: givenUntil?.toISOString() ?? null,
    authenticator: authenticator && { since: authenticator.since.toISOString() },
    passkeys: passkeys.map(({ id, name, addedAt, usedAt }) => {
      return { id, name, addedAt: addedAt.toISOString(), lastUsedAt: usedAt?.toISOString() ?? null };
    }),
    recoveryCodesLeft: recoveryHashes.length,
  };
}
