export { type FairTurns, fairTurns } from './fair-turns.ts';
export { type InTurn, inTurn, TooManyWaiting } from './in-turn.ts';
export { waitBriefly } from './wait-briefly.ts';
export { within } from './within.ts';
