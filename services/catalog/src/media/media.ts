import type { AuditStore } from '@leerhuis/audit';
import type { Parts } from '@leerhuis/service-parts';
import { mediaCommands } from './media-commands.ts';
import { mediaRoutes } from './media-http.ts';
import { mediaStore } from './media-store.ts';
import { type PlayNeeds, playRoutes } from './play-http.ts';

/** To the database; a read of a video takes one for some milliseconds. */
const connectionsOfPlayers = 8;

/** Videos: as staff add them, and as players ask for them. */
export async function openMedia(
  parts: Parts,
  { signingKey, courses, audit }: Omit<PlayNeeds, 'media'> & { audit: AuditStore },
) {
  const store = mediaStore(parts.database, await parts.files('media', connectionsOfPlayers));
  const commands = mediaCommands(store, audit);
  const routes = [
    ...playRoutes({ media: store, courses, signingKey }),
    ...mediaRoutes({ media: store, commands, signingKey }),
  ];
  return { store, commands, routes };
}
