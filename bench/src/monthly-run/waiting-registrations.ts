import { newId } from '@leerhuis/service-runtime';

export const month = '2026-10';
const federations = ['OVB', 'NKN', 'BIV', 'ITAA'];

/** Participations that wait for the run of the month, as certification stores them. */
export function waitingRegistrations(count: number) {
  return Array.from({ length: count }, (_, n) => {
    const attestId = newId();
    const federation = federations[n % federations.length] as string;
    return {
      _id: `${attestId}-${federation}`,
      attestId,
      accountId: newId(),
      federation,
      memberNumber: newId().slice(-12),
      firstName: 'Lena',
      lastName: 'Maes',
      accreditationNumber: `${federation}-2026-417`,
      courseTitle: 'Huurrecht in de praktijk',
      activityDate: `${month}-14`,
      month,
      periodYear: 2026,
      minutes: 120,
      points: 2,
      mode: 'onDemand',
      state: 'waiting',
      attempts: 0,
      runId: null,
      sentAt: null,
      answeredAt: null,
      reason: null,
      createdAt: new Date(`${month}-14T10:00:00Z`),
      apart: null,
      heldSince: null,
      correctedTo: null,
    };
  });
}
