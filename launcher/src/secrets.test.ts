import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openSecrets } from './secrets.ts';

const file = () => join(mkdtempSync(join(tmpdir(), 'leerhuis-secrets-')), 'home', 'secrets.json');

describe('secrets', () => {
  it('are made at random when first asked for, and stay the same', () => {
    const at = file();
    const first = openSecrets(at);
    expect(first('KEY_ENCRYPTION_SECRET')).toMatch(/^[\da-f]{64}$/);
    expect(first('KEY_ENCRYPTION_SECRET')).not.toBe(first('MEDIA_SIGNING_KEY'));
    expect(openSecrets(at)('KEY_ENCRYPTION_SECRET')).toBe(first('KEY_ENCRYPTION_SECRET'));
    expect(openSecrets(file())('KEY_ENCRYPTION_SECRET')).not.toBe(first('KEY_ENCRYPTION_SECRET'));
  });

  it('can be read by their owner alone', () => {
    const at = file();
    openSecrets(at)('MEDIA_SIGNING_KEY');
    expect(statSync(at).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(at, 'utf8'))).toHaveProperty('MEDIA_SIGNING_KEY');
  });
});
