/** What learning has told of an enrolment, as far as an attest depends on it (V-24). */
export interface Completion {
  enrolmentId: string;
  accountId: string;
  courseId: string;
  /** For which organisation it was taken; null: for themselves. */
  organisationId: string | null;
  openedAt: Date | null;
  /** Until when its classroom is open (V-17); null of those from before this was kept. */
  accessUntil: Date | null;
  /** When all of it was watched. */
  watchedAt: Date | null;
  /** When each tenth of it was, by its percents. */
  sharesAt: Readonly<Record<string, Date>>;
  checksCompletedAt: Date | null;
  testPassedAt: Date | null;
  /** When access was taken back: the order was withdrawn (V-14). */
  closedAt: Date | null;
  /** When checks and test were both done before watching was asked for: that stands, whatever was watched (V-23). */
  fulfilledBefore: Date | null;
}

/** When so many percents of the course had been watched, however much of it is left by now; null when they were not. */
export function watchedFor({ watchedAt, sharesAt, fulfilledBefore }: Completion, percent: number): Date | null {
  const reached = Object.entries(sharesAt).flatMap(([share, at]) => (Number(share) >= percent ? [at] : []));
  const all = [...reached, watchedAt, fulfilledBefore].filter((at) => at !== null);
  return all.length === 0 ? null : new Date(Math.min(...all.map((at) => at.getTime())));
}

/** How much of the course was watched, in percents, as far as learning has told. */
export function percentReached({ watchedAt, sharesAt }: Completion): number {
  return watchedAt ? 100 : Math.max(0, ...Object.keys(sharesAt).map(Number));
}
