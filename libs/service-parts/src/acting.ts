import { ActingEnded, AuthUnavailable, isRight, type MemberActor, type Right } from '@leerhuis/auth';
import {
  type CloudEvent,
  type EventContract,
  type MemberSnapshot,
  memberChangedV1,
  type OrganisationSnapshot,
  organisationChangedV1,
} from '@leerhuis/contracts';
import { type EventBus, type Filling, type Follower, type Handler, on, type Taken } from '@leerhuis/event-bus';
import { type Connection, type LocalCopy, localCopy } from '@leerhuis/mongo';
import type { Metrics } from '@leerhuis/telemetry';

export const actingIndexes = {
  memberCopies: [
    { key: { accountId: 1, state: 1 }, name: 'ofAccount' },
    { key: { organisationId: 1, state: 1 }, name: 'ofOrganisation' },
  ],
  organisationCopies: [],
} as const;

const contracts = [memberChangedV1, organisationChangedV1];

/** Rights end within five seconds, everywhere: what is known is no older than this, in ms; the rest is the way here. */
const longestKnown = 3_000;
/** From then on it is asked for beside the request, so that the next doesn't wait. */
const askedAfter = 1_000;
/** How long a request waits to be let in. */
const patience = 1_500;
/** How long whoever watches waits; less than what is merely late is waited for. */
const watched = 900;
/** Remembered of each kind. */
const most = 50_000;

/** What a part does besides when a member or an organisation changed, in the transaction that keeps it; once per change. */
export interface Changes {
  member?(member: MemberSnapshot, tx: Parameters<Handler['handle']>[1]): Promise<void>;
  organisation?(organisation: OrganisationSnapshot, tx: Parameters<Handler['handle']>[1]): Promise<void>;
}

/** Who may act for which organisation, in a part that doesn't own that. */
export interface Acting {
  members: LocalCopy<MemberSnapshot>;
  organisations: LocalCopy<OrganisationSnapshot>;
  /**
   * Who acts for an organisation, with the rights of this moment; costs no round trip while they are remembered.
   * @throws ActingEnded when they do no more; AuthUnavailable when what is known here is too old to tell
   */
  admit(actor: MemberActor): Promise<MemberActor>;
  /** Whether all that was told by now is known here; waits a moment for it. */
  isUpToDate(): Promise<boolean>;
  /** What the part subscribes with, to fill its copies. */
  handlers(changes?: Changes): Handler[];
}

interface Known {
  revision: number;
  accountId: string | null;
  organisationId: string;
  rights: readonly Right[];
  state: MemberSnapshot['state'];
}

/** Opens a part's copies of organisations and their members, and follows them in this process. */
export function openActing(
  { database, metrics }: { database: Connection; metrics: Metrics },
  bus: Pick<EventBus, 'follow'>,
  group: string,
): Acting & { start(): Promise<void>; isKnown(): Promise<boolean> } {
  const members = localCopy<MemberSnapshot>(database, 'memberCopies');
  const organisations = localCopy<OrganisationSnapshot>(database, 'organisationCopies');
  const knownMembers = new Map<string, Known>();
  const knownOrganisations = new Map<string, Pick<OrganisationSnapshot, 'revision' | 'state'>>();
  /** Counts what was taken: what was read before the last of it may be of before it. */
  let taken = 0;
  let follower: Follower | undefined;
  const refused = metrics.counter({
    name: 'acting_refused_total',
    help: 'Requests of who acts for an organisation that were refused: they do no more, or what is known here is too old to tell',
    labelNames: ['reason'] as const,
  });

  const isFresh = () => follower !== undefined && performance.now() - follower.upTo() < longestKnown;

  async function demandFresh(): Promise<void> {
    if (follower && performance.now() - follower.upTo() > askedAfter) follower.look();
    if (isFresh()) return;
    await demandUpTo(performance.now() - longestKnown);
  }

  async function demandUpTo(moment: number): Promise<void> {
    if (await follower?.reaches(moment, patience)) return;
    refused.inc({ reason: 'stale' });
    throw new AuthUnavailable('who acts for whom is not known well enough now');
  }

  async function take(events: CloudEvent[]): Promise<void> {
    // of each the newest alone: a list of people that is taken in comes as thousands of facts
    const newestOf = <T extends { revision: number }>({ type }: EventContract<T>, idOf: (one: T) => string) =>
      new Map(events.filter((event) => event.type === type).map(({ data }) => [idOf(data as T), data as T]));
    const newMembers = newestOf(memberChangedV1, ({ membershipId }) => membershipId);
    const newOrganisations = newestOf(organisationChangedV1, ({ organisationId }) => organisationId);
    await Promise.all([members.putAll(newMembers), organisations.putAll(newOrganisations)]);
    for (const [id, member] of newMembers) keep(knownMembers, id, knownOf(member));
    for (const [id, organisation] of newOrganisations) keep(knownOrganisations, id, organisation);
    taken += 1;
  }

  async function standingOf({ membershipId, organisationId }: MemberActor) {
    const member = knownMembers.get(membershipId);
    const organisation = knownOrganisations.get(organisationId);
    if (member && organisation) return { member, organisation };
    const before = taken;
    const read = await Promise.all([members.get(membershipId), organisations.get(organisationId)]);
    const [found, itsOrganisation] = read;
    const looked = { member: found ? knownOf(found) : undefined, organisation: itsOrganisation ?? undefined };
    if (before === taken) {
      if (looked.member) keep(knownMembers, membershipId, looked.member);
      if (itsOrganisation) keep(knownOrganisations, organisationId, itsOrganisation);
    }
    return { member: newer(member, looked.member), organisation: newer(organisation, looked.organisation) };
  }

  return {
    members,
    organisations,
    // nobody asks Kafka between requests: it is asked now
    isKnown: async () => isFresh() || ((await follower?.reaches(performance.now() - longestKnown, watched)) ?? false),
    isUpToDate: async () => (await follower?.reaches(performance.now(), patience)) ?? false,
    async start() {
      follower = await bus.follow({ group, contracts, take });
      follower.look();
    },
    async admit(actor) {
      await demandFresh();
      let { member, organisation } = await standingOf(actor);
      if (!member || member.state === 'contact' || !organisation) {
        // the gateway may have heard of it a moment before us
        await demandUpTo(performance.now());
        ({ member, organisation } = await standingOf(actor));
      }
      const isTheirs = member?.accountId === actor.accountId && member.organisationId === actor.organisationId;
      if (!member || !isTheirs || member.state !== 'active' || organisation?.state !== 'active') {
        refused.inc({ reason: 'ended' });
        throw new ActingEnded();
      }
      return { ...actor, rights: member.rights };
    },
    handlers: (changes = {}) => [
      on(
        memberChangedV1,
        async ({ data }, tx) => {
          await members.put(tx, data.membershipId, data);
          await changes.member?.(data, tx);
        },
        ({ data }, tx) => refill(members, tx, data.membershipId, data),
      ),
      on(
        organisationChangedV1,
        async ({ data }, tx) => {
          await organisations.put(tx, data.organisationId, data);
          await changes.organisation?.(data, tx);
        },
        ({ data }, tx) => refill(organisations, tx, data.organisationId, data),
      ),
    ],
  };
}

const refill = <T extends { revision: number }>(copy: LocalCopy<T>, tx: Filling, id: string, doc: T): Promise<Taken> =>
  copy.refill(tx, id, doc);

function knownOf({ revision, accountId, organisationId, rights, state }: MemberSnapshot): Known {
  return { revision, accountId, organisationId, rights: rights.filter(isRight), state };
}

function keep<T extends { revision: number }>(known: Map<string, T>, id: string, one: T): void {
  if ((known.get(id)?.revision ?? -1) >= one.revision) return;
  // the copy has it too
  if (known.size >= most) known.clear();
  known.set(id, one);
}

function newer<T extends { revision: number }>(one: T | undefined, other: T | undefined): T | undefined {
  return one && other ? (other.revision > one.revision ? other : one) : (one ?? other);
}
