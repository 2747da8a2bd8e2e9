import { createHash } from 'node:crypto';
import type { NoteAudit } from '@leerhuis/audit';
import { problem } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { MediaStore, Medium } from './media-store.ts';
import { mp4Seconds } from './mp4.ts';

export type MediaCommands = ReturnType<typeof mediaCommands>;

export function mediaCommands(media: MediaStore, note: NoteAudit) {
  return {
    /**
     * The video as it can be kept under this name.
     * @throws Problem 422 when it is no MP4
     */
    describe(name: string, bytes: Buffer, now: Date): Medium {
      const durationSeconds = mp4Seconds(bytes);
      if (durationSeconds === null) {
        const message = {
          nl: 'Dit is geen MP4-video met een inhoudsopgave en een lengte van ten hoogste 24 uur.',
          fr: 'Ce n’est pas une vidéo MP4 avec un index et une durée de 24 heures au plus.',
          en: 'This is no MP4 video with an index and a length of 24 hours at most.',
        };
        throw problem(422, 'not-an-mp4', { detail: message, errors: [{ field: 'file', message }] });
      }
      const fingerprint = createHash('sha256').update(bytes).digest('hex');
      return { name, contentType: 'video/mp4', durationSeconds, size: bytes.length, fingerprint, addedAt: now };
    },

    /**
     * Keeps the bytes of a video; before the transaction that names it, so that one that is named can be played. The
     * fingerprint is its address: bytes of an upload that failed are in nobody's way.
     */
    async keepBytes({ fingerprint, contentType, name }: Medium, bytes: Buffer): Promise<void> {
      await media.files.save(fingerprint, bytes, { filename: name, contentType });
    },

    /**
     * Adds a video; the same one again under its name changes nothing.
     * @throws Problem 409 when the name has another video
     */
    async add(tx: Tx, medium: Medium, by: string): Promise<{ outcome: 'created' | 'unchanged'; medium: Medium }> {
      const known = await media.get(medium.name, tx);
      if (!known) {
        await media.insert(tx, medium);
        const after = { size: medium.size, durationSeconds: medium.durationSeconds };
        await note(tx, { by, action: 'media-added', subject: medium.name, after });
        return { outcome: 'created', medium };
      }
      if (known.fingerprint === medium.fingerprint) return { outcome: 'unchanged', medium: known };
      const message = {
        nl: `${medium.name} is al een andere video; geef deze een eigen naam.`,
        fr: `${medium.name} est déjà une autre vidéo ; donnez-lui un nom propre.`,
        en: `${medium.name} is another video already; give this one a name of its own.`,
      };
      throw problem(409, 'media-name-taken', { detail: message, errors: [{ field: 'path.name', message }] });
    },
  };
}
