import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
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
});
