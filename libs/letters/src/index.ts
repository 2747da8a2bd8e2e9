export { isBlank, lineEnds, range, spaces, turns, unseen } from './blank.ts';
export { type FontName, isPlain, piecesOf, unshowableIn } from './pieces.ts';
