import { mp4Seconds } from './mp4.ts';

/** A video that courses may show. It never changes under its name: another one needs another name. */
export interface Medium {
  name: string;
  contentType: 'video/mp4';
  durationSeconds: number;
  /** Bytes. */
  size: number;
  /** SHA-256, hexadecimal. */
  fingerprint: string;
  addedAt: Date;
}

/** Path of a video, to be signed. */
export const addressOf = (name: string) => `/api/v1/media/${name}`;

/** A file as the video that it would be under this name. */
export function describeMedium(
  name: string,
  bytes: Buffer,
  { fingerprint, now }: { fingerprint: string; now: Date },
): { medium: Medium } | { refused: 'no-mp4' } {
  const durationSeconds = mp4Seconds(bytes);
  if (durationSeconds === null) return { refused: 'no-mp4' };
  const medium = { name, contentType: 'video/mp4' as const, durationSeconds, size: bytes.length, fingerprint };
  return { medium: { ...medium, addedAt: now } };
}

/** What becomes of a video beside the one that its name has; the same one again changes nothing. */
export function addMedium(
  known: Medium | null,
  medium: Medium,
): { outcome: 'created' | 'unchanged'; medium: Medium } | { refused: 'name-taken'; name: string } {
  if (!known) return { outcome: 'created', medium };
  if (known.fingerprint !== medium.fingerprint) return { refused: 'name-taken', name: medium.name };
  return { outcome: 'unchanged', medium: known };
}
