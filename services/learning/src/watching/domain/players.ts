/** Somebody's player: the session that entered a classroom, one at a time per learner. */
export interface PlayerOf {
  sessionId: string;
  enrolmentId: string;
}

export interface Player extends PlayerOf {
  /** Since when it is the one that plays. */
  from: Date;
  /** When it entered last. */
  enteredAt: Date;
  /** When another took over; null for the one that plays. */
  until: Date | null;
}

/** The players of a learner, the newest first; `revision` grows with every change, and is 0 before the first. */
export interface Turns {
  accountId: string;
  revision: number;
  players: readonly Player[];
}

/** When a player may have played what it tells of. */
export interface Playing {
  from: Date;
  until: Date;
  /** When another took over; null for the one that plays. */
  takenOverAt: Date | null;
}

/** The addresses of the videos play so long after entering: who goes on later enters again. */
export const playableMs = 8 * 3_600_000;

/** Enters again within this change nothing: a page may ask for its classroom often. */
const againMs = 60_000;
/** So many are remembered, for what they tell late. */
const remembered = 4;

/**
 * A player enters a classroom, and takes over from the one that played. Entering again goes on: what was watched since and not
 * told yet can still be told.
 * @param players of one learner, the newest first
 */
export function enter(players: readonly Player[], who: PlayerOf, now: Date): readonly Player[] {
  const [present, ...former] = players;
  if (!present) return [begun(who, now)];
  if (!isOf(present, who)) {
    const closed = { ...present, until: earlier(now, lastMoment(present)) };
    return [begun(who, now), closed, ...former].slice(0, remembered);
  }
  if (now >= lastMoment(present)) return [begun(who, now), ...former];
  if (now.getTime() - present.enteredAt.getTime() < againMs) return players;
  return [{ ...present, enteredAt: now }, ...former];
}

/** When this player may have played; null when it never entered, or others did so often since that it is forgotten. */
export function playingOf(players: readonly Player[], who: PlayerOf, now: Date): Playing | null {
  const found = players.find((player) => isOf(player, who));
  if (!found) return null;
  const { from, until } = found;
  return { from, until: earlier(until ?? now, lastMoment(found)), takenOverAt: until };
}

const isOf = (player: PlayerOf, { sessionId, enrolmentId }: PlayerOf) =>
  player.sessionId === sessionId && player.enrolmentId === enrolmentId;
const begun = ({ sessionId, enrolmentId }: PlayerOf, now: Date): Player => ({
  ...{ sessionId, enrolmentId, from: now, enteredAt: now, until: null },
});
const lastMoment = ({ enteredAt }: Player) => new Date(enteredAt.getTime() + playableMs);
const earlier = (a: Date, b: Date) => (a < b ? a : b);
