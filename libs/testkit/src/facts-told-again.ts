import { allEvents, type CloudEvent, type Part } from '@leerhuis/contracts';
import { type Retold, republish } from '@leerhuis/service-parts/republish';
import type { Connection } from 'mongoose';

/** What a fact says, without the id and the time of its telling. */
type Said = Pick<CloudEvent, 'type' | 'subject' | 'data'>;

/**
 * What these would tell a part of what is stored now, as `said` has it.
 * @throws when their owner has an aggregate that somebody listens to and that is not among them
 */
export async function factsToldAgain(kinds: readonly Retold[], connection: Connection, to: Part): Promise<Said[]> {
  const listed = new Set(kinds.map(({ aggregate }) => aggregate));
  const owners = new Set(allEvents.filter(({ topic }) => listed.has(topic)).map(({ owner }) => owner));
  const missing = allEvents.filter(
    (one) => owners.has(one.owner) && one.consumers.length > 0 && !listed.has(one.topic),
  );
  if (missing.length > 0) throw new Error(`never told again: ${missing.map(({ topic }) => topic).join(', ')}`);
  const told: CloudEvent[] = [];
  const bus = { publishAgain: async (events: CloudEvent[]) => void told.push(...events) };
  let ids = 0;
  const options = { connection, bus, newId: () => `told-${ids++}`, clock: () => new Date(), to, rate: 1_000_000 };
  for (const kind of kinds) await republish(kind, { ...options, fromStart: true });
  return said(told);
}

/** Facts as they are compared with what was told: in the order of types and subjects. */
export function said(events: readonly CloudEvent[]): Said[] {
  return events
    .map(({ type, subject, data }) => ({ type, subject, data }))
    .toSorted((a, b) => `${a.type} ${a.subject}`.localeCompare(`${b.type} ${b.subject}`));
}
