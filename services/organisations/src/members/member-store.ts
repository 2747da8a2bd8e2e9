import { wordsOf } from '@leerhuis/language';
import { databaseOf, type PageWish, pageById, pageByText } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import { v5 } from 'uuid';
import type { Member, Standing } from './domain/member.ts';
import { isExclusive, type Role, trainerRoles } from './domain/roles.ts';

export type MemberDoc = Omit<Member, 'id'> & {
  _id: string;
  live: boolean;
  /** Has a role beside which their account has no other (B-1). */
  exclusive: boolean;
  /** What is searched for, without capitals and accents. */
  words: string[];
  /** The same in a line, a space before each: what is searched for besides. */
  wordsInLine: string;
  /** Words of the name alone, of who is on the public list. */
  nameWords?: string[];
  /** By last name, first name, id. */
  sortKey: string;
};

const live = { live: true };
const onPublicList = { publicList: true, state: 'active' as const, roles: { $in: [...trainerRoles] } };
const hasAccount = { accountId: { $type: 'string' as const } };

export const memberIndexes = {
  members: [
    { key: { organisationId: 1 as const, live: 1 as const, sortKey: 1 as const }, name: 'byName' },
    { key: { organisationId: 1 as const, live: 1 as const, words: 1 as const, sortKey: 1 as const }, name: 'byWord' },
    { key: { organisationId: 1 as const, live: 1 as const, roles: 1 as const, sortKey: 1 as const }, name: 'byRole' },
    { key: { organisationId: 1 as const, state: 1 as const, sortKey: 1 as const }, name: 'byState' },
    {
      key: { organisationId: 1 as const, live: 1 as const, 'invitation.state': 1 as const, sortKey: 1 as const },
      name: 'byInvitation',
    },
    { key: { organisationId: 1 as const, live: 1 as const, staffNumber: 1 as const }, name: 'staffNumber' },
    {
      key: { organisationId: 1 as const, accountId: 1 as const },
      name: 'oneAccount',
      unique: true,
      partialFilterExpression: { ...live, ...hasAccount },
    },
    {
      key: { organisationId: 1 as const, workEmail: 1 as const },
      name: 'oneAddress',
      unique: true,
      partialFilterExpression: { ...live, workEmail: { $type: 'string' as const } },
    },
    {
      key: { accountId: 1 as const },
      name: 'oneExclusive',
      unique: true,
      partialFilterExpression: { exclusive: true, state: 'active' },
    },
    { key: { accountId: 1 as const, live: 1 as const, _id: -1 as const }, name: 'ofAccount' },
    { key: { workEmail: 1 as const, live: 1 as const }, name: 'ofAddress' },
    { key: { 'invitation.tokens': 1 as const }, name: 'tokens' },
    {
      key: { publicList: 1 as const, sortKey: 1 as const },
      name: 'publicList',
      partialFilterExpression: { publicList: true },
    },
    { key: { 'invitation.state': 1 as const, 'invitation.expiresAt': 1 as const }, name: 'ending' },
  ],
  memberTurns: [{ key: { at: 1 as const }, name: 'at', expireAfterSeconds: 86_400 }],
};

/** What a list of people is narrowed by. */
export interface MemberFilter {
  q?: string | undefined;
  role?: Role | undefined;
  state?: Member['state'] | undefined;
  invitation?: Standing | undefined;
}

const turnSpace = '6f2b4a0e-5f0c-4f57-9c1d-0d6c3b7a9e21';

export type MemberStore = ReturnType<typeof memberStore>;

export function memberStore(connection: Connection) {
  const db = databaseOf(connection);
  const members = db.collection<MemberDoc>('members');
  const turns = db.collection<{ _id: string; taken: number; at: Date }>('memberTurns');
  const inTx = (tx?: Tx) => (tx ? { session: tx.session } : {});

  async function found(filter: mongo.Filter<MemberDoc>, tx?: Tx, limit = 200): Promise<Member[]> {
    return (await members.find(filter, inTx(tx)).limit(limit).toArray()).map(memberOf);
  }

  return {
    /**
     * Of transactions about the same address or account one waits for the other, and begins anew: each sees what the other did.
     */
    async takeTurn(tx: Tx, about: string): Promise<void> {
      const turn = { $inc: { taken: 1 }, $set: { at: tx.now } };
      await turns.updateOne({ _id: v5(about, turnSpace) }, turn, { upsert: true, session: tx.session });
    },

    async get(id: string, tx?: Tx): Promise<Member | null> {
      return (await found({ _id: id }, tx, 1))[0] ?? null;
    },

    async many(ids: readonly string[]): Promise<ReadonlyMap<string, Member>> {
      return new Map((await found({ _id: { $in: [...new Set(ids)] } })).map((member) => [member.id, member]));
    },

    async byToken(hash: string, tx?: Tx): Promise<Member | null> {
      return (await found({ 'invitation.tokens': hash }, tx, 1))[0] ?? null;
    },

    /** Of an account, in all organisations. */
    ofAccount: (accountId: string, tx?: Tx): Promise<Member[]> => found({ accountId, ...live }, tx),

    /** By the address that an organisation knows, in all organisations. */
    ofAddress: (workEmail: string, tx?: Tx): Promise<Member[]> => found({ workEmail, ...live }, tx),

    /** The one of an account there, if it has not ended. */
    async ofBoth(organisationId: string, accountId: string, tx?: Tx): Promise<Member | null> {
      return (await found({ organisationId, accountId, ...live }, tx, 1))[0] ?? null;
    },

    async byAddress(organisationId: string, workEmail: string, tx?: Tx): Promise<Member | null> {
      return (await found({ organisationId, workEmail, ...live }, tx, 1))[0] ?? null;
    },

    byStaffNumber: (organisationId: string, staffNumber: string, tx?: Tx): Promise<Member[]> =>
      found({ organisationId, ...live, staffNumber }, tx, 2),

    /** How many manage the organisation besides somebody. */
    countOtherManagers: (tx: Tx, { organisationId, id }: Pick<Member, 'organisationId' | 'id'>): Promise<number> =>
      members.countDocuments(
        { organisationId, ...live, roles: 'manager', state: 'active', _id: { $ne: id } },
        { session: tx.session, limit: 1, hint: 'byRole' },
      ),

    async insert(tx: Tx, member: Member): Promise<void> {
      await members.insertOne(docOf(member), { session: tx.session });
    },

    async save(tx: Tx, member: Member): Promise<void> {
      await members.replaceOne({ _id: member.id }, docOf(member), { session: tx.session });
    },

    /** People of an organisation, by name; those who are no longer there only when asked for. */
    page(organisationId: string, filter: MemberFilter, wish: PageWish, now: Date) {
      const wanted = { organisationId, ...wantedOf(filter, now) };
      return pageByText(members, 'sortKey', wanted, wish, memberOf, { counted: true });
    },

    /** What an account is, in which organisations; the newest first. */
    pageOfAccount: (accountId: string, wish: PageWish) =>
      pageById(members, { accountId, ...live, state: 'active' }, wish, memberOf, { counted: true, hint: 'ofAccount' }),

    /**
     * Trainers who are on the public list, by name (B-3).
     * @param words beginnings, each of a word of the name or of what is told of the organisation: those that have it
     */
    listed(words: readonly { word: string; organisationIds: readonly string[] }[], wish: PageWish) {
      const found = words.map(({ word, organisationIds }) => ({
        $or: [{ nameWords: { $regex: `^${word}` } }, { organisationId: { $in: [...organisationIds] } }],
      }));
      const wanted = { ...onPublicList, ...(found.length > 0 ? { $and: found } : {}) };
      return pageByText(members, 'sortKey', wanted, wish, memberOf, { counted: true });
    },

    /** Organisations that have trainers on the public list. */
    organisationsListed: (): Promise<string[]> => members.distinct('organisationId', onPublicList),

    /** Of a closed organisation, who is still to be seen to. */
    rest: (organisationId: string, tx: Tx): Promise<Member[]> => found({ organisationId, ...live }, tx, 100),

    /** Whose invitation ends between two moments and who was not reminded. */
    ending: (from: Date, until: Date): Promise<Member[]> =>
      found(
        {
          'invitation.state': 'open',
          'invitation.expiresAt': { $gt: from, $lte: until },
          'invitation.remindedAt': null,
          state: 'contact',
        },
        undefined,
        100,
      ),
  };
}

function wantedOf({ q, role, state, invitation }: MemberFilter, now: Date): mongo.Filter<MemberDoc> {
  const [longest, ...others] =
    q === undefined
      ? []
      : wordsOf(q)
          .slice(0, 5)
          .sort((a, b) => b.length - a.length);
  return {
    ...(state ? { state } : live),
    ...(role ? { roles: role } : {}),
    ...(invitation ? standing(invitation, now) : {}),
    ...(longest ? { words: { $regex: `^${longest}` } } : {}),
    // of several beginnings the index helps with one, and would be asked for the one that many people have
    ...(others.length > 0 ? { $and: others.map((word) => ({ wordsInLine: { $regex: ` ${word}` } })) } : {}),
  };
}

function standing(invitation: Standing, now: Date): mongo.Filter<MemberDoc> {
  if (invitation === 'lapsed') return { 'invitation.state': 'open', 'invitation.expiresAt': { $lte: now } };
  if (invitation === 'open') return { 'invitation.state': 'open', 'invitation.expiresAt': { $gt: now } };
  return { 'invitation.state': invitation };
}

function docOf({ id, ...member }: Member): MemberDoc {
  const { firstName, lastName, workEmail, staffNumber } = member;
  const name = [...wordsOf(lastName), ...wordsOf(firstName)];
  const words = [...new Set([...name, ...wordsOf(workEmail ?? ''), ...wordsOf(staffNumber ?? '')])];
  return {
    _id: id,
    ...member,
    live: member.state !== 'ended',
    exclusive: member.roles.some(isExclusive),
    words,
    wordsInLine: ` ${words.join(' ')}`,
    ...(member.publicList && { nameWords: name }),
    sortKey: `${name.join(' ').slice(0, 60)} ${id}`,
  };
}

export function memberOf({
  _id,
  live: _1,
  exclusive: _2,
  words: _3,
  wordsInLine: _4,
  sortKey: _5,
  nameWords: _6,
  ...rest
}: MemberDoc): Member {
  return { id: _id, ...rest } as Member;
}
