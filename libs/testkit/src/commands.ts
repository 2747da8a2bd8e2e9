import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose, { type mongo } from 'mongoose';

/** A command that a service sent to MongoDB. */
export interface Command {
  /** What and on which collection: `find orders`. */
  text: string;
  /** When a connection was asked for: who waits for one in the meantime runs beside the others all the same. */
  startedAt: number;
  /** Infinity while it is under way. */
  endedAt: number;
}

/** What a request made its service ask of the database. */
export interface CommandsOf<T> {
  answer: T;
  /** Until the answer was given. */
  before: Command[];
  /** What the request still had done afterwards. */
  after: Command[];
  /** How many of those before the answer came one after another; others ran beside these. */
  roundTrips: number;
  /**
   * Nothing when there were `most` round trips at most, and so many commands after the answer; else what was sent, to be read in a
   * failed test.
   */
  beyond(most: number, mostAfter?: number): string;
}

interface Asked {
  commands: Command[];
  /** When connections were asked for whose command is still to come. */
  asksFor: number[];
  answeredAt: number;
}

const current = new AsyncLocalStorage<Asked>();
const listened = new WeakSet<mongo.MongoClient>();
const running = new Map<string, Command>();
let asked: Asked[] | undefined;
let isSubscribed = false;

/** The URL of a database, so that `commandsOf` sees what is asked of it. */
export function monitored(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}monitorCommands=true`;
}

/**
 * Asks a service that runs in this process, on a database opened by a `monitored` URL, and tells which commands that request
 * sent; not those of timers, consumers and the outbox's relay meanwhile. One at a time.
 */
export async function commandsOf<T>(ask: () => Promise<T>): Promise<CommandsOf<T>> {
  subscribeOnce();
  for (const connection of mongoose.connections) if (connection.readyState === 1) listenTo(connection.getClient());
  const mine: Asked[] = [];
  asked = mine;
  const answer = await ask();
  asked = undefined;
  await quiet(mine);
  const all = mine.flatMap(({ commands, answeredAt }) => commands.map((command) => ({ command, answeredAt })));
  const before = all.filter(({ command, answeredAt }) => command.startedAt <= answeredAt).map(({ command }) => command);
  const after = all.filter(({ command, answeredAt }) => command.startedAt > answeredAt).map(({ command }) => command);
  const roundTrips = oneAfterAnother(before);
  return {
    answer,
    before,
    after,
    roundTrips,
    beyond(most, mostAfter = 0) {
      if (roundTrips <= most && after.length <= mostAfter) return '';
      const lines = [`${roundTrips} round trips, ${most} allowed:`, ...textsOf(before)];
      return [...lines, ...(after.length > 0 ? ['after the answer:', ...textsOf(after)] : [])].join('\n');
    },
  };
}

/** Everything that a request has done, it does in the context in which the server took it in. */
function subscribeOnce(): void {
  if (isSubscribed) return;
  isSubscribed = true;
  subscribe('http.server.request.start', (message) => {
    if (!asked) return;
    const one: Asked = { commands: [], asksFor: [], answeredAt: Number.POSITIVE_INFINITY };
    asked.push(one);
    const { response } = message as { response: ServerResponse };
    response.once('finish', () => {
      one.answeredAt = performance.now();
    });
    current.enterWith(one);
  });
}

function listenTo(client: mongo.MongoClient): void {
  if (listened.has(client)) return;
  listened.add(client);
  client.on('connectionCheckOutStarted', () => current.getStore()?.asksFor.push(performance.now()));
  client.on('commandStarted', ({ commandName, command, requestId, connectionId }) => {
    const one = current.getStore();
    if (!one) return;
    const collection = commandName === 'getMore' ? command['collection'] : command[commandName];
    const startedAt = one.asksFor.shift() ?? performance.now();
    // a transaction wakes the relay, which then goes on in the request's context
    if (collection === 'outboxLease' || (collection === 'outbox' && commandName !== 'insert')) return;
    const text = typeof collection === 'string' ? `${commandName} ${collection}` : commandName;
    const sent = { text, startedAt, endedAt: Number.POSITIVE_INFINITY };
    one.commands.push(sent);
    running.set(`${connectionId} ${requestId}`, sent);
  });
  const end = ({ requestId, connectionId }: { requestId: number; connectionId?: string | number | undefined }) => {
    const sent = running.get(`${connectionId} ${requestId}`);
    if (sent) sent.endedAt = performance.now();
    running.delete(`${connectionId} ${requestId}`);
  };
  client.on('commandSucceeded', end);
  client.on('commandFailed', end);
}

/** Waits until nothing was sent for a while, so that what comes after the answer is seen too. */
async function quiet(requests: Asked[]): Promise<void> {
  for (let seen = -1; ; ) {
    const commands = requests.flatMap((each) => each.commands);
    const isBusy = commands.some(({ endedAt }) => endedAt === Number.POSITIVE_INFINITY);
    if (!isBusy && commands.length === seen) return;
    seen = commands.length;
    await pause(50);
  }
}

/** The longest row of commands of which each began when the one before had ended. */
function oneAfterAnother(commands: Command[]): number {
  let end = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const command of [...commands].sort((a, b) => a.endedAt - b.endedAt)) {
    if (command.startedAt < end) continue;
    end = command.endedAt;
    count += 1;
  }
  return count;
}

function textsOf(commands: Command[]): string[] {
  const begin = commands[0]?.startedAt ?? 0;
  const ms = (at: number) => (at - begin).toFixed(1);
  return commands.map(({ text, startedAt, endedAt }) => `  ${text} (${ms(startedAt)} to ${ms(endedAt)} ms)`);
}
