import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const resultsFolder = fileURLToPath(new URL('../results', import.meta.url));
