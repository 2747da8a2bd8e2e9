/** A monthly run (V-26). */
export interface Run {
  id: string;
  /** Takes what was completed in this month or before. */
  month: string;
  kind: 'auto' | 'manual';
  state: 'running' | 'done';
  /** The month was not over yet: what is completed later is taken by a later run. */
  early: boolean;
  sent: number;
  perFederation: Record<string, number>;
  startedBy: string | null;
  startedAt: Date;
  finishedAt: Date | null;
}

/**
 * Starts a run for everything that was completed in a month or before it.
 * @param current the month of today, in the provider's time zone
 */
export function startRun(
  wanted: Pick<Run, 'id' | 'month' | 'kind' | 'startedBy'>,
  current: string,
  now: Date,
): { run: Run } | { refused: 'month-in-future' } {
  if (wanted.month > current) return { refused: 'month-in-future' };
  const early = wanted.month === current;
  const nothing = { sent: 0, perFederation: {}, finishedAt: null };
  return { run: { ...wanted, ...nothing, state: 'running', early, startedAt: now } };
}

/** Whether the run has a file for a federation, and why not. */
export function fileOf(
  { state, perFederation }: Run,
  federation: string,
): { refused: 'run-under-way' | 'nothing-sent' } | null {
  if (state !== 'done') return { refused: 'run-under-way' };
  return perFederation[federation] ? null : { refused: 'nothing-sent' };
}
