export { fairTurns } from './fair-turns.ts';
export { type InGroups, inGroups, OneRefused } from './in-groups.ts';
export { inTurn } from './in-turn.ts';
export { TooManyWaiting } from './too-many-waiting.ts';
export { waitBriefly } from './wait-briefly.ts';
export { within } from './within.ts';
