import { createHash } from 'node:crypto';
import type { Tx } from '@leerhuis/outbox';
import { addMedium, describeMedium, type Medium } from './domain/medium.ts';
import type { Showing } from './media.ts';
import { mediumProblem } from './media-problems.ts';

/**
 * Keeps the bytes of a video; before the transaction that adds it, so that one that is named can be played. The
 * fingerprint is its address: bytes of an upload that failed are in nobody's way.
 * @throws Problem 422 when it is no MP4
 */
export async function keepVideo({ media }: Showing, name: string, bytes: Buffer, now: Date): Promise<Medium> {
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  const described = describeMedium(name, bytes, { fingerprint, now });
  if ('refused' in described) throw mediumProblem(described);
  const { contentType } = described.medium;
  await media.files.save(fingerprint, bytes, { filename: name, contentType });
  return described.medium;
}

/**
 * Adds a video; the same one again under its name changes nothing.
 * @throws Problem 409 when the name has another video
 */
export async function addVideo(
  { media, audit }: Showing,
  tx: Tx,
  medium: Medium,
  by: string,
): Promise<{ outcome: 'created' | 'unchanged'; medium: Medium }> {
  const added = addMedium(await media.get(medium.name, tx), medium);
  if ('refused' in added) throw mediumProblem(added);
  if (added.outcome === 'created') {
    await media.insert(tx, medium);
    const after = { size: medium.size, durationSeconds: medium.durationSeconds };
    await audit.note(tx, { by, action: 'media-added', subject: medium.name, after });
  }
  return added;
}
