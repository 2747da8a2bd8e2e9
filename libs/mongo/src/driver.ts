import { createRequire } from 'node:module';

/** Gives modules of the driver that mongoose uses, also those that it doesn't offer to others. */
export const ofDriver = createRequire(createRequire(import.meta.url).resolve('mongoose'));
