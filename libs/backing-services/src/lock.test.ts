import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Locked, takeLock } from './lock.ts';
import { startedAt } from './process-status.ts';

const lockFile = () => join(mkdtempSync(join(tmpdir(), 'leerhuis-lock-')), 'folder', 'lock');

describe('the lock', () => {
  it('is had by one at a time and tells the second who has it', () => {
    const file = lockFile();
    const lock = takeLock(file, 'http://localhost:8080');
    let refused: unknown;
    try {
      takeLock(file, 'second');
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Locked);
    expect((refused as Locked).holder).toEqual({ pid: process.pid, note: 'http://localhost:8080' });
    lock.release();
    expect(existsSync(file)).toBe(false);
    takeLock(file, 'third').release();
  });

  it('counts for nothing when its process is dead', () => {
    const file = lockFile();
    takeLock(file, '').release();
    const { pid } = spawnSync('true');
    writeFileSync(file, JSON.stringify({ pid, started: '1', note: '' }));
    expect(() => takeLock(file, 'next').release()).not.toThrow();
  });

  it('counts for nothing when its number belongs to another process by now', () => {
    const file = lockFile();
    takeLock(file, '').release();
    expect(startedAt(process.pid)).not.toBe('');
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'before the last reboot', note: '' }));
    expect(() => takeLock(file, 'next').release()).not.toThrow();
  });

  it('counts for nothing when it was cut off while it was written', () => {
    const file = lockFile();
    takeLock(file, '').release();
    writeFileSync(file, '{"pid":');
    expect(() => takeLock(file, 'next').release()).not.toThrow();
  });
});
