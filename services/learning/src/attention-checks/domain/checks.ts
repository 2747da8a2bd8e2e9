/** A moment at which the player asks for a click (V-19). */
export interface Check {
  checkId: string;
  chapterId: string;
  atSecond: number;
}

export interface Clicked extends Check {
  clickedAt: Date;
}

/** How an enrolment stands with the attention checks of its course. */
export interface Attention {
  clicked: Clicked[];
  /** Checks that were there when the learner clicked, and so are the learner's to click themselves. */
  seen: string[];
  /** When nothing was missing; stays, whatever becomes of the checks (V-23). */
  completedAt: Date | null;
}

/** Before the first click. */
export const nothingClicked: Attention = { clicked: [], seen: [], completedAt: null };

/**
 * Checks that are still to be clicked. What maintenance took away is not missing any more; a check that was clicked and
 * then taken away stands in for one that came in its chapter afterwards, so that replacing checks costs nobody what
 * they achieved (V-23).
 */
export function missing({ clicked, seen, completedAt }: Attention, checks: readonly Check[]): Check[] {
  if (completedAt) return [];
  const done = new Set(clicked.map(({ checkId }) => checkId));
  const present = new Set(checks.map(({ checkId }) => checkId));
  const standIns = new Map<string, number>();
  for (const { checkId, chapterId } of clicked)
    if (!present.has(checkId)) standIns.set(chapterId, (standIns.get(chapterId) ?? 0) + 1);
  const inOrder = [...checks].sort((a, b) => a.atSecond - b.atSecond || (a.checkId < b.checkId ? -1 : 1));
  return inOrder.filter(({ checkId, chapterId }) => {
    if (done.has(checkId)) return false;
    const left = standIns.get(chapterId) ?? 0;
    if (left === 0 || seen.includes(checkId)) return true;
    standIns.set(chapterId, left - 1);
    return false;
  });
}

/** The click on a check of the course, by then watched. Clicking again changes nothing. */
export function click(attention: Attention, check: Check, checks: readonly Check[], now: Date): Attention {
  if (attention.clicked.some(({ checkId }) => checkId === check.checkId)) return attention;
  const theirs = missing(attention, checks).map(({ checkId }) => checkId);
  const next = {
    ...attention,
    clicked: [...attention.clicked, { ...check, clickedAt: now }],
    seen: [...new Set([...attention.seen, ...theirs])],
  };
  return settle(next, checks, now);
}

/** Notes when nothing is missing: after a click, or after maintenance took away what was. */
export function settle(attention: Attention, checks: readonly Check[], now: Date): Attention {
  if (attention.completedAt || missing(attention, checks).length > 0) return attention;
  return { ...attention, completedAt: now };
}

/** For "done of total"; all done means complete. A click counts for good. */
export function count(attention: Attention, checks: readonly Check[]): { done: number; total: number } {
  const done = attention.clicked.length;
  return { done, total: done + missing(attention, checks).length };
}

/** The checks that the learner has behind them, each with the time of the click if it was this one. */
export function behind(attention: Attention, checks: readonly Check[]): Map<string, Date | null> {
  const left = new Set(missing(attention, checks).map(({ checkId }) => checkId));
  const clickedAt = new Map(attention.clicked.map((each) => [each.checkId, each.clickedAt]));
  return new Map(
    checks.filter(({ checkId }) => !left.has(checkId)).map(({ checkId }) => [checkId, clickedAt.get(checkId) ?? null]),
  );
}
