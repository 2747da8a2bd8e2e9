import { attestIssuedV1, attestRevokedV1, sendMessage } from '@leerhuis/contracts';
import type { FileStore } from '@leerhuis/files';
import type { Tx } from '@leerhuis/outbox';
import type { PartNeeds, Parts } from '@leerhuis/service-parts';
import type { CompletionStore } from '../completions/completion-store.ts';
import type { Settings } from '../config.ts';
import type { Attesting } from './attest-commands.ts';
import { attestRoutes } from './attest-http.ts';
import { attestIndexes, attestsCanBeRevoked } from './attest-store.ts';
import { withdrawnBefore } from './migrate-revoked.ts';
import { textsMadeWhole } from './migrate-text.ts';
import { revokeAttestOf } from './revoke-attest.ts';
import { verifyRoutes } from './verify-http.ts';

export const attestNeeds = {
  indexes: attestIndexes,
  migrations: [attestsCanBeRevoked],
  publishes: [attestIssuedV1, attestRevokedV1],
  jobs: [sendMessage],
} satisfies PartNeeds;

interface Needs extends Omit<Attesting, 'newId' | 'publicUrl'> {
  completions: CompletionStore;
  files: FileStore;
}

/** Attests: asked for, shown, verified by anyone with the code, and revoked when their order is. */
export function openAttesting({ outbox, newId, isCaughtUp }: Parts, settings: Settings, needs: Needs) {
  const attesting = { ...needs, newId, publicUrl: settings.PUBLIC_URL, isCaughtUp };
  const again = { files: needs.files, transaction: outbox.transaction, note: needs.note, by: 'certification' };
  return {
    routes: [...attestRoutes(attesting), ...verifyRoutes(attesting)],
    migrations: [withdrawnBefore(attesting), textsMadeWhole(again, attesting)],
    revoke: (tx: Tx, enrolmentId: string) => revokeAttestOf(attesting, tx, enrolmentId),
  };
}
