import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OpenApiDocument } from '@leerhuis/http-api';
import type { KeptContracts } from './kept-contracts.ts';

/** What is kept of the release before: `npm run baseline` writes it. */
const baselineFolder = fileURLToPath(new URL('../../fixtures/baseline/', import.meta.url));

/** Of the system whose databases were kept. */
export interface AboutBaseline {
  /** What this working copy was at. */
  commit: string;
  /** When it was kept, RFC 3339. */
  at: string;
  /** The gateway's signing keys are encrypted with it: a secret of that demo only. */
  keyEncryptionSecret: string;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(`${baselineFolder}${name}`, 'utf8')) as T;

export const baseline = {
  about: read<AboutBaseline>('about.json'),
  contracts: read<KeptContracts>('contracts.json'),
  api: read<OpenApiDocument>('openapi.json'),
  /** The database of a part, for `serviceUnderTest`. */
  database: (part: string): string => `${baselineFolder}${part}.ejson.gz`,
};
