import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ActingEnded, AuthUnavailable, type MemberActor, mayAct, ofOrganisation, ofPerson } from '@leerhuis/auth';
import { createEventBus, type EventBus } from '@leerhuis/event-bus';
import { createMetrics } from '@leerhuis/telemetry';
import {
  backingServices,
  brokerAsDoor,
  type Door,
  doorTo,
  eventually,
  httpClient,
  removeNamespace,
  type TestDatabase,
  type ToldMember,
  tellOrganisation,
  testDatabase,
  testLogger,
  testNamespace,
} from '@leerhuis/testkit';
import { openActing } from './acting.ts';

let database: TestDatabase;
let namespace: string;
const buses: EventBus[] = [];

beforeAll(async () => {
  database = await testDatabase('acting');
  namespace = testNamespace();
});
afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.stop())));
afterAll(async () => {
  await database.drop();
  await removeNamespace(namespace);
});

/** A process of a part, which hears by a way of its own. */
async function process(brokers?: string[]) {
  const bus = createEventBus({
    brokers: brokers ?? (await backingServices()).kafkaBrokers,
    ...{ clientId: 'acting', namespace, logger: testLogger },
  });
  buses.push(bus);
  const acting = openActing({ database: database.connection, metrics: createMetrics('acting') }, bus, 'orders');
  await acting.start();
  return acting;
}

const tell = () => tellOrganisation({ namespace, http: httpClient('http://127.0.0.1') });
const actorOf = ({ member, accountId }: Pick<ToldMember, 'member' | 'accountId'>): MemberActor => ({
  ...{ kind: 'member', accountId, sessionId: 's', rights: [], expiresAt: new Date('2030-01-01') },
  ...{ organisationId: member.organisationId, membershipId: member.membershipId },
});

describe('who acts for an organisation', () => {
  it('is let in with the rights of this moment, as they are given and taken away', async () => {
    const acting = await process();
    const office = await tell();
    const manager = await office.member({ rights: ['see-organisation', 'see-invoices'] });
    const actor = await acting.admit(actorOf(manager));
    expect(actor.rights).toEqual(['see-organisation', 'see-invoices']);
    const owner = ofOrganisation(office.organisation.organisationId);
    expect(mayAct(actor, owner, 'see-invoices')).toBe(true);
    expect(mayAct(actor, ofPerson(manager.accountId), 'see-invoices')).toBe(false);
    await manager.change({ rights: ['see-organisation', 'right-of-next-year' as 'see-people'] });
    const lowered = await eventually(async () => {
      const now = await acting.admit(actorOf(manager));
      return now.rights.length === 1 && now;
    });
    expect(mayAct(lowered, owner, 'see-invoices')).toBe(false);
  });

  it.each<[string, (told: ToldMember) => Partial<MemberActor>]>([
    ['another account', () => ({ accountId: randomUUID() })],
    ['another organisation', () => ({ organisationId: randomUUID() })],
    ['a membership that nobody heard of', () => ({ membershipId: randomUUID() })],
  ])('is not let in with a token that names %s', async (_what, other) => {
    const acting = await process();
    const member = await (await tell()).member();
    await acting.admit(actorOf(member));
    await expect(acting.admit({ ...actorOf(member), ...other(member) })).rejects.toBeInstanceOf(ActingEnded);
  });

  it('is not let in any more when they left, or the organisation was closed: at once for what was told', async () => {
    const acting = await process();
    const office = await tell();
    const [leaver, stayer] = [await office.member(), await office.member()];
    await Promise.all([acting.admit(actorOf(leaver)), acting.admit(actorOf(stayer))]);
    await leaver.end();
    await acting.isUpToDate();
    await expect(acting.admit(actorOf(leaver))).rejects.toBeInstanceOf(ActingEnded);
    await acting.admit(actorOf(stayer));
    await office.change({ state: 'closed' });
    await acting.isUpToDate();
    await expect(acting.admit(actorOf(stayer))).rejects.toBeInstanceOf(ActingEnded);
  });

  it('a contact is let in as soon as they are a member', async () => {
    const acting = await process();
    const person = await (await tell()).member({ state: 'contact', rights: [] });
    await expect(acting.admit(actorOf(person))).rejects.toBeInstanceOf(ActingEnded);
    await person.change({ state: 'active', rights: ['see-organisation'] });
    expect((await acting.admit(actorOf(person))).rights).toEqual(['see-organisation']);
  });

  it('is known to each process by itself, also to one that starts when all was told', async () => {
    const office = await tell();
    const [one, other] = [await office.member(), await office.member()];
    const processes = [await process(), await process()];
    for (const acting of processes) await acting.admit(actorOf(one));
    await other.end();
    const later = await process();
    for (const acting of [...processes, later]) {
      await acting.isUpToDate();
      await expect(acting.admit(actorOf(other))).rejects.toBeInstanceOf(ActingEnded);
    }
  });
});

describe('while Kafka says nothing', () => {
  let door: Door;
  afterAll(() => door?.shut());

  it('nobody who acts for an organisation is let in on what was known three seconds ago, and all are again when it speaks', async () => {
    const [broker = ''] = (await backingServices()).kafkaBrokers;
    const { hostname, port } = new URL(`kafka://${broker}`);
    door = await doorTo(hostname, Number(port), brokerAsDoor(hostname, Number(port)));
    const acting = await process([`127.0.0.1:${door.port}`]);
    const office = await tell();
    const member = await office.member();
    await acting.admit(actorOf(member));
    door.silence(true);
    await member.end();
    const began = performance.now();
    const refused = await eventually(
      async () => {
        try {
          await acting.admit(actorOf(member));
          return false;
        } catch (error) {
          return error;
        }
      },
      { within: 6_000 },
    );
    expect(refused).toBeInstanceOf(AuthUnavailable);
    expect(performance.now() - began).toBeLessThan(5_000);
    door.silence(false);
    await door.shut();
    await door.open();
    await expect(
      eventually(
        async () => {
          try {
            await acting.admit(actorOf(member));
            return false;
          } catch (error) {
            return error instanceof ActingEnded;
          }
        },
        { within: 30_000 },
      ),
    ).resolves.toBe(true);
  }, 60_000);
});

describe('processes that are stopped and killed', () => {
  const started: ChildProcess[] = [];
  afterAll(() => {
    for (const child of started) child.kill('SIGKILL');
  });

  async function another() {
    const script = 'libs/service-parts/test/acting-process.ts';
    const { kafkaBrokers } = await backingServices();
    const args = ['--conditions=source', '--import', 'tsx', script, database.url, kafkaBrokers.join(','), namespace];
    const child = spawn(globalThis.process.execPath, args, {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...globalThis.process.env, NODE_OPTIONS: '' },
    });
    started.push(child);
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
    const read = async () => String((await lines.next()).value);
    expect(await read()).toBe('ready');
    const admit = async (actor: MemberActor) => {
      child.stdin?.write(`${JSON.stringify(actor)}\n`);
      return read();
    };
    return { child, admit };
  }

  it('one that slept through the end of a place lets nobody in by it, not for the first request either', async () => {
    const sleeper = await another();
    const member = await (await tell()).member();
    expect(await sleeper.admit(actorOf(member))).toBe('admitted');
    sleeper.child.kill('SIGSTOP');
    await member.end();
    // as long as it would rest in a group that misses it
    await sleep(6_000);
    sleeper.child.kill('SIGCONT');
    expect(await sleeper.admit(actorOf(member))).not.toBe('admitted');
    await eventually(async () => (await sleeper.admit(actorOf(member))) === 'ActingEnded', { within: 15_000 });
  }, 60_000);

  it('when one is killed the others refuse within five seconds', async () => {
    const [killed, other] = [await another(), await another()];
    const member = await (await tell()).member();
    for (const { admit } of [killed, other]) expect(await admit(actorOf(member))).toBe('admitted');
    killed.child.kill('SIGKILL');
    await member.end();
    const told = performance.now();
    await eventually(async () => (await other.admit(actorOf(member))) !== 'admitted', { within: 10_000 });
    expect(performance.now() - told).toBeLessThan(5_000);
  }, 60_000);
});
