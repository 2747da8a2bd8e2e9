import type { NoteAudit } from '@leerhuis/audit';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Account } from '../accounts/domain/account.ts';
import type { FailureGuard } from '../attempts/domain/attempts.ts';
import type { Sealing } from '../sealing.ts';
import { hashSecret } from '../secrets.ts';
import type { Asker } from '../sessions/domain/login.ts';
import {
  addPasskey,
  beginAuthenticator,
  begun,
  confirmAuthenticator,
  type FactorRefusal,
  type Factors,
  type Passkey,
  removeAuthenticator,
  removePasskey,
  useCode,
  usePasskey,
  useRecoveryCode,
} from './domain/factors.ts';
import type { FactorStore } from './factor-store.ts';
import { newAuthenticatorSecret, newRecoveryCodes, readRecoveryCode, stepOf } from './one-time-codes.ts';
import type { Passkeys } from './passkeys.ts';

/** An access token for a session that has given its second factor. */
export interface Access {
  accessToken: string;
  tokenType: 'Bearer';
  expiresIn: number;
  /** Until when the second factor counts. */
  until: Date;
}

export interface SecondFactoring {
  factors: FactorStore;
  passkeys: Passkeys;
  transaction: Outbox['transaction'];
  accounts: { byId: (id: string, tx?: Tx) => Promise<Account | null> };
  sealing: Sealing;
  note: NoteAudit;
  /** Of passwords, for who sets one up. */
  passwordGuard: FailureGuard;
  guard: FailureGuard;
  sessions: {
    /** Until when this session's second factor counts; null when none does. */
    givenUntil: (sessionId: string, now: Date) => Promise<Date | null>;
    /** Notes that this session has given it. */
    give: (tx: Tx, account: Account, sessionId: string, asker: Asker) => Promise<Access>;
    noteWrong: (accountId: string, asker: Asker, now: Date) => Promise<void>;
    endAll: (tx: Tx, accountId: string) => Promise<void>;
  };
  isDemanded: (role: string) => boolean;
  providerName: (now: Date) => string;
}

/** What of a second factor is offered. */
export type Offered =
  | { code: string }
  | { recoveryCode: string }
  | { passkey: { id: string } & Record<string, unknown> };

const challengeFor = 5 * 60_000;
const challengeId = (sessionId: string, purpose: 'add' | 'use') => `${purpose} ${sessionId}`;

export async function challenge(
  { factors }: SecondFactoring,
  sessionId: string,
  purpose: 'add' | 'use',
  asked: string,
  now: Date,
): Promise<void> {
  await factors.ask(challengeId(sessionId, purpose), asked, new Date(now.getTime() + challengeFor));
}

/** Begins an authenticator; gives its secret, which is shown once. */
export async function begin(factoring: SecondFactoring, tx: Tx, accountId: string): Promise<string> {
  const secret = newAuthenticatorSecret();
  await factoring.factors.update(tx, accountId, (known) =>
    beginAuthenticator(known, factoring.sealing.seal(secret), tx.now),
  );
  return secret;
}

/** Takes the authenticator into use that was begun, by its first code. */
export async function confirm(
  { factors, sealing, note }: SecondFactoring,
  tx: Tx,
  accountId: string,
  code: string,
): Promise<Factors | FactorRefusal> {
  const confirmed = await factors.update(tx, accountId, (known) => {
    const waiting = begun(known, tx.now);
    const step = waiting && stepOf(sealing.unseal(waiting.sealedSecret), code, tx.now);
    return confirmAuthenticator(known, step, tx.now);
  });
  if (!('refused' in confirmed))
    await note(tx, { by: accountId, action: 'second-factor.authenticator-added', subject: accountId });
  return confirmed;
}

/** Adds the passkey that a browser made for the challenge of this session. */
export async function add(
  { factors, note }: SecondFactoring,
  tx: Tx,
  accountId: string,
  passkey: Passkey,
): Promise<Factors | FactorRefusal> {
  const added = await factors.update(tx, accountId, (known) => addPasskey(known, passkey));
  if (!('refused' in added))
    await note(tx, {
      by: accountId,
      action: 'second-factor.passkey-added',
      subject: accountId,
      after: { name: passkey.name },
    });
  return added;
}

/** The passkey of the answer to this session's challenge, which may be answered once; null when it is none. */
export async function madePasskey(
  { factors, passkeys }: SecondFactoring,
  sessionId: string,
  { name, credential }: { name: string; credential: unknown },
  now: Date,
): Promise<Passkey | null> {
  const asked = await factors.asked(challengeId(sessionId, 'add'), now);
  return asked === null ? null : passkeys.added(credential, asked, name, now);
}

/** Ten new recovery codes instead of those before; shown once. */
export async function renewRecoveryCodes(
  { factors, note }: SecondFactoring,
  tx: Tx,
  accountId: string,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const recoveryHashes = codes.map((code) => hashSecret(readRecoveryCode(code)));
  await factors.update(tx, accountId, (known) => ({ ...known, recoveryHashes }));
  await note(tx, { by: accountId, action: 'second-factor.recovery-codes-made', subject: accountId });
  return codes;
}

/** Whether what is offered is of this account and works now; it is used up by that. */
export async function useFactor(
  factoring: SecondFactoring,
  owner: { accountId: string; sessionId: string },
  offered: Offered,
  now: Date,
  done: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const { factors, passkeys, sealing, note, transaction } = factoring;
  const { accountId, sessionId } = owner;
  let decide: (known: Factors) => Factors | FactorRefusal;
  if ('passkey' in offered) {
    const asked = await factors.asked(challengeId(sessionId, 'use'), now);
    const key = (await factors.of(accountId)).passkeys.find(({ id }) => id === offered.passkey.id);
    const counter = asked && key ? await passkeys.used(offered.passkey, asked, key) : null;
    if (!key || counter === null) return false;
    decide = (known) => usePasskey(known, key.id, counter, now);
  } else if ('recoveryCode' in offered) {
    const hash = hashSecret(readRecoveryCode(offered.recoveryCode));
    decide = (known) => useRecoveryCode(known, hash);
  } else {
    decide = (known) => {
      const { authenticator } = known;
      return useCode(known, authenticator && stepOf(sealing.unseal(authenticator.sealedSecret), offered.code, now));
    };
  }
  return transaction(async (tx) => {
    const used = await factors.update(tx, accountId, decide);
    if ('refused' in used) return false;
    if ('recoveryCode' in offered) {
      const left = { left: used.recoveryHashes.length };
      await note(tx, { by: accountId, action: 'second-factor.recovery-code-used', subject: accountId, after: left });
    }
    await done(tx);
    return true;
  });
}

export async function takeAuthenticatorAway(
  { factors, note }: SecondFactoring,
  tx: Tx,
  accountId: string,
): Promise<void> {
  await factors.update(tx, accountId, removeAuthenticator);
  await note(tx, { by: accountId, action: 'second-factor.authenticator-removed', subject: accountId });
}

export async function takePasskeyAway(
  { factors, note }: SecondFactoring,
  tx: Tx,
  accountId: string,
  id: string,
): Promise<Factors | FactorRefusal> {
  const removed = await factors.update(tx, accountId, (known) => removePasskey(known, id));
  if (!('refused' in removed))
    await note(tx, { by: accountId, action: 'second-factor.passkey-removed', subject: accountId });
  return removed;
}

/** Staff take somebody's second factor away, who lost it: the password alone lets in again, to set up another. */
export async function reset(
  { factors, note, sessions }: SecondFactoring,
  tx: Tx,
  { accountId, by, reason }: { accountId: string; by: string; reason: string },
): Promise<boolean> {
  if (!(await factors.remove(tx, accountId))) return false;
  await sessions.endAll(tx, accountId);
  await note(tx, { by, action: 'second-factor.reset', subject: accountId, reason });
  return true;
}
