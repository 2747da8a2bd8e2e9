import { describe, expect, it } from '@jest/globals';
import { archiveNames } from './archive-names.ts';

const day = '2026-11-22';
const nameOf = (holder: string, course = 'Huurrecht') => archiveNames()({ holder, course, day });

describe('the name of an attest in an archive', () => {
  it.each([
    ['Lena Maes', 'Lena Maes - Huurrecht - 2026-11-22.pdf'],
    ['Zoë Kovačić', 'Zoë Kovačić - Huurrecht - 2026-11-22.pdf'],
    ['Zoe\u0308 Kovačić', 'Zoë Kovačić - Huurrecht - 2026-11-22.pdf'],
    ['../../etc/passwd', 'etc passwd - Huurrecht - 2026-11-22.pdf'],
    ['C:\\Lena', 'C Lena - Huurrecht - 2026-11-22.pdf'],
    ['Lena\u202efdp.exe', 'Lena fdp.exe - Huurrecht - 2026-11-22.pdf'],
    ['Lena\nMaes\u0000', 'Lena Maes - Huurrecht - 2026-11-22.pdf'],
    ['...', '_ - Huurrecht - 2026-11-22.pdf'],
  ])('of %j is %j', (holder, name) => {
    expect(nameOf(holder)).toBe(name);
  });

  it('is short enough for every disk, and cuts no letter in two', () => {
    const name = nameOf('👩‍🏫'.repeat(100), 'Titel '.repeat(100));
    expect(name.length).toBeLessThan(260);
    expect(name).toContain(' - Titel Titel');
    expect(Buffer.from(name).toString()).toBe(name);
  });

  it('is given once, whatever is called alike, in capitals or with a number', () => {
    const next = archiveNames();
    const names = ['Lena', 'Lena', 'LENA', 'Lena', 'Anna'].map((holder) => next({ holder, course: 'A', day }));
    expect(names).toEqual([
      `Lena - A - ${day}.pdf`,
      `Lena - A - ${day} (2).pdf`,
      `LENA - A - ${day} (3).pdf`,
      `Lena - A - ${day} (4).pdf`,
      `Anna - A - ${day}.pdf`,
    ]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  it('costs as much for the last of 5,000 that are called alike as for the first', () => {
    const next = archiveNames();
    const names = Array.from({ length: 5_000 }, () => next({ holder: 'Lena', course: 'A', day }));
    expect(new Set(names).size).toBe(5_000);
  });
});
