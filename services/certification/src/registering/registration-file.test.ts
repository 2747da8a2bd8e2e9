import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { readCsv } from '@leerhuis/sheets';
import fc from 'fast-check';
import type { Registration } from './domain/registration.ts';
import { keptLines, registrationFile } from './registration-file.ts';

const registration: Registration = {
  id: '0190aaaa-0000-7000-8000-000000000001',
  attestId: 'a1',
  accountId: 'p1',
  federation: 'OVB',
  memberNumber: '012345',
  firstName: 'Zoë',
  lastName: '’t Hof',
  accreditationNumber: 'OVB-2026-1',
  courseTitle: '=HYPERLINK("http://elders.example")',
  activityDate: '2026-11-20',
  month: '2026-11',
  periodYear: 2026,
  minutes: 120,
  points: 1.5,
  mode: 'onDemand',
  state: 'sent',
  attempts: 1,
  runId: 'r1',
  sentAt: null,
  answeredAt: null,
  reason: null,
  createdAt: new Date('2026-11-20T10:00:00Z'),
};
const titles =
  'federation;memberNumber;lastName;firstName;accreditationNumber;courseTitle;activityDate;minutes;points;mode;registrationId';
const id = registration.id;

async function csvOf(kept: Readable): Promise<string[]> {
  return (await text(registrationFile('csv', 'OVB-2026-11', kept))).trim().split('\r\n');
}

describe('the file of a run', () => {
  it('is made of the lines that are kept, with zeros in front and inert formulas', async () => {
    const kept = keptLines(Readable.from([registration, { ...registration, courseTitle: 'A, "b"\n', points: null }]));
    expect(await csvOf(kept)).toEqual([
      titles,
      `OVB;"=""012345""";’t Hof;Zoë;OVB-2026-1;"=""=HYPERLINK(""""http://elders.example"""")""";2026-11-20;120;1,5;onDemand;${id}`,
      `OVB;"=""012345""";’t Hof;Zoë;OVB-2026-1;"A, ""b""\n";2026-11-20;120;;onDemand;${id}`,
    ]);
  });

  it('is made as well of what runs kept when their files were commas only', async () => {
    const before =
      '\ufefffederation,memberNumber,lastName,firstName,accreditationNumber,courseTitle,activityDate,minutes,points,mode,registrationId\n' +
      `OVB,200001,Maes,"'=Lena",OVB-1,"Huurrecht, deel 2",2026-10-20,90,2.25,onDemand,${id}\n`;
    expect(await csvOf(Readable.from([Buffer.from(before)]))).toEqual([
      titles,
      `OVB;200001;Maes;"=""=Lena""";OVB-1;Huurrecht, deel 2;2026-10-20;90;2,25;onDemand;${id}`,
    ]);
  });

  it('has every text as it was sent, also one that begins as what keeps it from being a formula', async () => {
    const pieces = fc.constantFrom("'", '"', '=', '-', '＝', '\t', '\r', '\n', ',', ';', ' ', 'a', 'é', '😀');
    const title = fc
      .oneof(fc.string({ unit: pieces, minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }))
      .filter((courseTitle) => courseTitle.trim() !== '' && !courseTitle.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(title), async (courseTitles) => {
        const sent = courseTitles.map((courseTitle) => ({ ...registration, courseTitle }));
        const file = registrationFile('csv', 'OVB-2026-11', keptLines(Readable.from(sent)));
        const { rows } = readCsv(await buffer(file));
        const read = rows.slice(1).map(({ cells }) => cells.get(titles.split(';').indexOf('courseTitle')));
        expect(read).toEqual(courseTitles.map((text) => ({ kind: 'text', text })));
      }),
    );
  });

  it('keeps no text that a spreadsheet takes for a formula', async () => {
    const sent = ['=1+1', "'=1+1", "''-An", "'t Hof", '@x'].map((courseTitle) => ({ ...registration, courseTitle }));
    const lines = (await text(keptLines(Readable.from(sent)))).trim().split('\n').slice(1);
    expect(lines.map((line) => line.split(',')[5])).toEqual(["'=1+1", "''=1+1", "'''-An", "'t Hof", "'@x"]);
  });
});
