import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openJournal } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leerhuis-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the journal', () => {
  it('gives back the last state of each record, also when the process died in the middle of a line', () => {
    const { journal } = openJournal(folder);
    journal.write('payment', { id: 'a', status: 'open' } as { id: string });
    journal.write('payment', { id: 'a', status: 'paid' } as { id: string });
    journal.write('refund', { id: 'a' });
    const file = join(folder, 'journal.jsonl');
    appendFileSync(file, '{"kind":"payment","record":{"id":"b"');
    const { records } = openJournal(folder);
    expect(records.get('payment')).toEqual([{ id: 'a', status: 'paid' }]);
    expect(records.get('refund')).toEqual([{ id: 'a' }]);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3);
  });

  it('keeps nothing without a folder', () => {
    const { journal, records } = openJournal(undefined);
    journal.write('payment', { id: 'a' });
    expect(records.size).toBe(0);
  });
});
