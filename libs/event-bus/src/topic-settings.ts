import { type Keeping, keepingOf } from '@leerhuis/contracts';

const day = 24 * 60 * 60 * 1_000;
const month = String(30 * day);

const forEver = { 'cleanup.policy': 'delete', 'retention.ms': '-1' };
/** Also where little comes: a segment that nothing is written to is never cleaned or deleted. */
const rolled = { 'segment.ms': String(day) };
const aMonth = { 'cleanup.policy': 'delete', 'retention.ms': month, ...rolled };

/** How Kafka is told to keep a topic. */
const settings: Record<Keeping, Record<string, string>> = {
  'for-ever': forEver,
  newest: {
    'cleanup.policy': 'compact',
    // as Kafka has it: of a compacted topic it says nothing
    'retention.ms': '-1',
    'min.cleanable.dirty.ratio': '0.01',
    // who is away for no longer hears of every change; and so long an event may be delivered again
    'min.compaction.lag.ms': String(7 * day),
    'max.compaction.lag.ms': String(14 * day),
    // that something is gone is kept for ever: it names nobody, and a log without its last record would look unread
    'delete.retention.ms': String(3_650 * day),
    ...rolled,
  },
  '30-days': aMonth,
};

/** What the topic of these facts is set to. */
export const settingsOf = (topic: string): Record<string, string> => settings[keepingOf(topic)];

/**
 * Dead letters of a key don't replace each other, so their topics are never compacted: those of facts that carry data of people
 * expire.
 */
export const deadLetterSettingsOf = (topic: string): Record<string, string> =>
  keepingOf(topic) === 'for-ever' ? forEver : aMonth;
