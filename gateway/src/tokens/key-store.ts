import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { SigningKey } from '@leerhuis/auth';
import { databaseOf } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';

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

const algorithm = 'aes-256-gcm';

function seal(text: string, secret: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, secret, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.');
}

function unseal(sealed: string, secret: Buffer): string {
  const [iv = '', tag = '', text = ''] = sealed.split('.');
  const decipher = createDecipheriv(algorithm, secret, Buffer.from(iv, 'base64url'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8');
}

/** Signing keys, the private half encrypted, so that all copies of the gateway share them and a backup leaks none. */
export function keyStore(connection: Connection, encryptionSecret: string) {
  const keys = databaseOf(connection).collection<KeyDocument>('signingKeys');
  const secret = createHash('sha256').update(encryptionSecret).digest();
  return {
    async all(): Promise<StoredKey[]> {
      const found = await keys.find({}).sort({ createdAt: 1 }).toArray();
      return found.map(({ _id, sealedPrivateJwk, publicJwk, createdAt, signsFrom }) => ({
        kid: _id,
        publicJwk,
        privateJwk: JSON.parse(unseal(sealedPrivateJwk, secret)) as SigningKey['privateJwk'],
        createdAt,
        signsFrom,
      }));
    },
    async add({ kid, privateJwk, ...rest }: StoredKey, goneAt: Date): Promise<void> {
      await keys.insertOne({ _id: kid, ...rest, sealedPrivateJwk: seal(JSON.stringify(privateJwk), secret), goneAt });
    },
  };
}
export type KeyStore = ReturnType<typeof keyStore>;
