export { isBlank, lineEnds, range, spaces, turns, unseen } from './blank.ts';
export { type FontName, isPlain, type Piece, piecesOf, unshowableIn } from './pieces.ts';
