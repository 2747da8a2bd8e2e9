import { problem } from '@leerhuis/http-api';
import { enter, type Player, type PlayerOf, type Turns } from './domain/players.ts';
import type { PlayersStore } from './players-store.ts';

const roundsAtMost = 20;

/**
 * Lets a player take its turn.
 * @param found what was read already
 * @throws Problem 503 when devices take turns faster than that can be written
 */
export async function enterPlayer(
  store: PlayersStore,
  found: Turns,
  who: PlayerOf,
  now: Date,
): Promise<readonly Player[]> {
  let stored = found;
  for (let round = 0; round < roundsAtMost; round += 1) {
    const players = enter(stored.players, who, now);
    if (players === stored.players || (await store.save({ ...stored, players }))) return players;
    stored = await store.get(found.accountId);
  }
  throw problem(503, 'busy');
}
