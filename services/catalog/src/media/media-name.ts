import { z } from 'zod';

/** Also part of an address, so nothing that needs encoding. */
export const mediaName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}\.mp4$/);

/** Path of a video, to be signed. */
export const addressOf = (name: string) => `/api/v1/media/${name}`;
