import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';

export interface Sealing {
  seal: (text: string) => string;
  /** @throws Error when it was sealed by another secret, or changed */
  unseal: (sealed: string) => string;
}

/** Encrypts what the database keeps and we have to read again, so that a backup leaks none. */
export function sealing(encryptionSecret: string): Sealing {
  const secret = createHash('sha256').update(encryptionSecret).digest();
  return {
    seal(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv(algorithm, secret, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.');
    },
    unseal(sealed) {
      const [iv = '', tag = '', text = ''] = sealed.split('.');
      const decipher = createDecipheriv(algorithm, secret, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8');
    },
  };
}
