import type { SigningKey } from '@leerhuis/auth';
import { databaseOf } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';
import { sealing } from '../sealing.ts';

export interface StoredKey extends SigningKey {
  createdAt: Date;
  /** From this moment on it signs; published earlier, so that services know it by then. */
  signsFrom: Date;
}

interface KeyDocument extends Omit<StoredKey, 'kid' | 'privateJwk'> {
  _id: string;
  sealedPrivateJwk: string;
  goneAt: Date;
}

export const keyIndexes = {
  signingKeys: [
    { key: { createdAt: 1 }, name: 'created' },
    { key: { goneAt: 1 }, name: 'gone', expireAfterSeconds: 0 },
  ],
} as const;

/** Signing keys, the private half encrypted, so that all copies of the gateway share them and a backup leaks none. */
export function keyStore(connection: Connection, encryptionSecret: string) {
  const keys = databaseOf(connection).collection<KeyDocument>('signingKeys');
  const { seal, unseal } = sealing(encryptionSecret);
  return {
    async all(): Promise<StoredKey[]> {
      const found = await keys.find({}).sort({ createdAt: 1 }).toArray();
      return found.map(({ _id, sealedPrivateJwk, publicJwk, createdAt, signsFrom }) => ({
        kid: _id,
        publicJwk,
        privateJwk: JSON.parse(unseal(sealedPrivateJwk)) as SigningKey['privateJwk'],
        createdAt,
        signsFrom,
      }));
    },
    async add({ kid, privateJwk, ...rest }: StoredKey, goneAt: Date): Promise<void> {
      await keys.insertOne({ _id: kid, ...rest, sealedPrivateJwk: seal(JSON.stringify(privateJwk)), goneAt });
    },
  };
}
export type KeyStore = ReturnType<typeof keyStore>;
