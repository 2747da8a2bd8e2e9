export { type FontName, isPlain, type Piece, piecesOf, unshowableIn } from './pieces.ts';
