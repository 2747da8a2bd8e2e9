import type { NoteAudit } from '@leerhuis/audit';
import { attestIssuedV1, attestRevokedV1, sendMessage } from '@leerhuis/contracts';
import type { FileStore } from '@leerhuis/files';
import type { Provider } from '@leerhuis/provider';
import type { PartNeeds, Parts } from '@leerhuis/service-parts';
import type { OrganisationNames } from '@leerhuis/service-parts/organisation-names';
import type { AccountStore } from '../accounts/account-store.ts';
import type { CompletionStore } from '../completions/completion-store.ts';
import type { Settings } from '../config.ts';
import type { CourseStore } from '../courses/course-store.ts';
import type { openRegistering } from '../registering/registering.ts';
import { type AttestStore, attestIndexes, attestsCanBeRevoked } from './attest-store.ts';

export const attestNeeds = {
  indexes: attestIndexes,
  migrations: [attestsCanBeRevoked],
  publishes: [attestIssuedV1, attestRevokedV1],
  jobs: [sendMessage],
} satisfies PartNeeds;

/** What works with attests: asked for, shown, verified by anyone with the code, and revoked when their order is. */
export interface Attesting extends Pick<Parts, 'newId' | 'isCaughtUp'> {
  attests: AttestStore;
  completions: CompletionStore;
  people: AccountStore;
  courses: CourseStore;
  registering: ReturnType<typeof openRegistering>;
  files: FileStore;
  organisations: OrganisationNames;
  note: NoteAudit;
  provider: Provider;
  /** The provider's calendar day of a moment. */
  dayOf(instant: Date): string;
  publicUrl: string;
}

type Needs = Omit<Attesting, 'newId' | 'isCaughtUp' | 'publicUrl'>;

export function openAttesting({ newId, isCaughtUp }: Parts, settings: Settings, needs: Needs): Attesting {
  return { ...needs, newId, isCaughtUp, publicUrl: settings.PUBLIC_URL };
}
