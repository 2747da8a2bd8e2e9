import { createTokenVerifier, fetchRevoked, type MemberActor, revokedActors, type TokenVerifier } from '@leerhuis/auth';
import type { EventContract, JobContract } from '@leerhuis/contracts';
import { createEventBus, type EventBus, type Handler } from '@leerhuis/event-bus';
import type { FileStore } from '@leerhuis/files';
import { type Api, type ApiOptions, createApi, type Route, sharedWhileAsked } from '@leerhuis/http-api';
import { createJobQueue, type Job, type JobQueue } from '@leerhuis/job-queue';
import { type Migrating, type Migration, runMigrations } from '@leerhuis/migrations';
import {
  type Connection,
  databaseAnswers,
  databaseOf,
  ensureCollections,
  ensureIndexes,
  type IndexDescription,
  openDatabase,
} from '@leerhuis/mongo';
import { createOutbox, type Outbox, type Relay } from '@leerhuis/outbox';
import {
  type BaseConfig,
  type Clock,
  createReadiness,
  openTime,
  type Readiness,
  type StopList,
  systemClock,
} from '@leerhuis/service-runtime';
import { createLogger, createMetrics, type Logger, type Metrics } from '@leerhuis/telemetry';
import { type Acting, actingIndexes, openActing } from './acting.ts';
import { catchUpIndexes, firstCatchUp } from './first-catch-up.ts';
import { keepDoing, type Task } from './keep-doing.ts';
import { openFiles } from './open-files.ts';

export interface PartNeeds {
  /** Indexes per collection; missing collections are created. */
  indexes: Record<string, readonly IndexDescription[]>;
  /** Changes of what is stored that must be made before the service serves and listens; new indexes come after them. */
  migrations?: readonly Migration[];
  /** Facts that the service publishes. */
  publishes: EventContract<unknown>[];
  /** Kinds of work that the service asks for or does. */
  jobs: JobContract<unknown>[];
  /** Whether it listens to facts: then it is ready once it has caught up with them, for the first time ever. */
  listens?: boolean;
  /** Another clock, for tests. */
  clock?: Clock;
  /** Whether people use it who act for an organisation: it keeps a copy of who may, and subscribes with `acting.handlers()`. */
  knowsMembers?: boolean;
  /** Instead of that copy: the part that owns them looks at what it has. */
  admit?: (actor: MemberActor) => Promise<MemberActor>;
  /** Instead of the key set at JWKS_URL: the gateway has the keys itself. */
  verifyToken?: TokenVerifier;
}

export interface ServeOptions {
  title: string;
  routes: Route[];
  /** Whose X-Forwarded-For is believed; the gateway's unless told. */
  trusted?: ApiOptions['trusted'];
  before?: NonNullable<ApiOptions['before']>;
  extend?: NonNullable<ApiOptions['extend']>;
}

export interface Served {
  port: number;
  internalPort: number;
  openApi: Api['openApi'];
}

/** What every service has: its database, its doors to the brokers, and how it is watched. */
export interface Parts {
  name: string;
  clock: Clock;
  /** For leases, and for how long something was tried: never moved. */
  realTime: Clock;
  newId: () => string;
  logger: Logger;
  metrics: Metrics;
  readiness: Readiness;
  database: Connection;
  outbox: Outbox;
  relay: Relay;
  bus: EventBus;
  jobs: JobQueue;
  verifyToken: TokenVerifier;
  /** Who acts for whom, of a part that `knowsMembers`. */
  acting: Acting;
  /** Throws within a second when the database doesn't answer. */
  databaseAnswers: () => Promise<boolean>;
  /** Makes long changes of what is stored beside the service, which bears both forms meanwhile. */
  migrate(migrations: readonly Migration[]): Promise<void>;
  /**
   * The files of a bucket. What crashes leave of uploads is swept up now and again.
   * @param connections so many to the database for these files alone: who reads them never takes those of others
   */
  files(bucket: string, connections?: number): Promise<FileStore>;
  /** Whether all facts that were told are here: then what isn't here is not on its way. */
  isCaughtUp(): Promise<boolean>;
  /** Opens the HTTP doors: the public one and the internal one. */
  serve(options: ServeOptions): Promise<Served>;
  /** Listens to facts as this service; each is handled once, in a transaction. */
  subscribe(handlers: Handler[]): Promise<void>;
  /** Does jobs of one kind. */
  work<D>(contract: JobContract<unknown, D>, handler: (job: Job<D>) => Promise<void>, atOnce?: number): Promise<void>;
  /**
   * Runs `task` now and again, one at a time, for the first time seconds after the start, and at once when time was moved or the
   * task says that there is `more` to do; in seconds when it says `soon`. A failure is logged and tried again at the next turn.
   */
  every(milliseconds: number, name: string, task: Task): void;
}

/**
 * Opens what every service needs, in order, and lists how it is closed in reverse: HTTP last opened, first closed.
 * Waits for the database; brokers that are away are connected to when they come up, meanwhile the service answers
 * requests and its outbox keeps what is to be told.
 */
export async function openParts(name: string, settings: BaseConfig, stops: StopList, needs: PartNeeds): Promise<Parts> {
  const time = await openTime(name, settings, stops);
  const { newId } = time;
  const clock = needs.clock ?? time.now;
  const realTime = needs.clock ?? systemClock;
  const logger = createLogger({ service: name, level: settings.LOG_LEVEL });
  const metrics = createMetrics(name);
  const readiness = createReadiness(metrics);

  const database = await openDatabase(settings.MONGO_URL, { ca: settings.MONGO_CA_FILE, logger, metrics });
  stops.add('database', () => database.close());
  const outbox = createOutbox({ connection: database, service: name, clock, newId, logger, metrics });
  const migrate = (migrations: readonly Migration[]): Migrating => {
    const context = { connection: database, db: databaseOf(database), clock, newId, logger };
    const migrating = runMigrations(migrations, { context: { ...context, transaction: outbox.transaction }, metrics });
    stops.add('migrations', migrating.stop);
    return migrating;
  };
  const indexes = {
    ...needs.indexes,
    ...(needs.listens && catchUpIndexes),
    ...(needs.knowsMembers && actingIndexes),
  };
  await ensureCollections(database, Object.keys(indexes));
  await migrate(needs.migrations ?? []).done;
  await ensureIndexes(database, indexes);
  const answers = sharedWhileAsked(() => databaseAnswers(database));
  readiness.add('mongodb', answers);

  const { NAMESPACE: namespace } = settings;
  const tls = settings.KAFKA_TLS ? { ca: settings.KAFKA_CA_FILE } : undefined;
  const bus = createEventBus({ brokers: settings.KAFKA_BROKERS, tls, clientId: name, namespace, logger, metrics });
  stops.add('event bus', () => bus.stop());
  const jobs = createJobQueue({
    url: settings.RABBIT_URL,
    ca: settings.RABBIT_CA_FILE,
    namespace,
    service: name,
    logger,
    metrics,
  });
  stops.add('job queue', () => jobs.stop());
  const connected = { kafka: false, caughtUp: () => false };
  // without them calls are answered all the same: what is to be told waits in the outbox
  readiness.watch('kafka', () => connected.kafka && bus.isThere());
  readiness.watch('rabbitmq', () => jobs.ready());
  const copies = firstCatchUp(database, () => connected.caughtUp());
  if (needs.listens) {
    readiness.add('copies', copies.isDone);
    readiness.watch('events', () => connected.caughtUp());
  }
  const startBus = bus.start(needs.publishes).then(() => {
    connected.kafka = true;
  });
  const startJobs = jobs.start(needs.jobs);
  // waited for below; a stop while a broker is away must not count as a crash
  startBus.catch(() => {});
  startJobs.catch(() => {});

  const acting = openActing({ database, metrics }, bus, name);
  if (needs.knowsMembers) {
    // people go on when it can't be told who acts for whom
    readiness.watch('members', acting.isKnown);
    startBus.then(acting.start).catch(() => {});
  }

  const relay = outbox.startRelay({
    publishEvents: async (events) => {
      await startBus;
      await bus.publish(events);
    },
    publishJobs: async (list) => {
      await startJobs;
      await jobs.publish(list);
    },
  });
  stops.add('outbox relay', () => relay.stop());

  const verifyToken = needs.verifyToken ?? verifierAt(settings.JWKS_URL, time.now);

  const inTurns: Parts['every'] = (milliseconds, name, task) => {
    const timer = keepDoing(milliseconds, task, (error) =>
      logger.error({ err: error, task: name }, 'will be tried again'),
    );
    time.onMoved(timer.look);
    stops.add(name, timer.stop);
  };

  return {
    name,
    clock,
    realTime,
    newId,
    logger,
    metrics,
    readiness,
    database,
    outbox,
    relay,
    bus,
    jobs,
    verifyToken,
    acting,
    databaseAnswers: answers,
    migrate: (migrations) => migrate(migrations).listed,
    files: (bucket, connections) =>
      openFiles(bucket, connections, {
        url: settings.MONGO_URL,
        ca: settings.MONGO_CA_FILE,
        database,
        stops,
        logger,
        every: inTurns,
      }),
    async serve({ trusted = settings.GATEWAY_ADDRESSES, ...options }) {
      const api = createApi({
        ...options,
        trusted,
        service: name,
        version: '1',
        verifyToken,
        admit: needs.knowsMembers ? acting.admit : needs.admit,
        outbox,
        databaseAnswers: answers,
        readiness,
        logger,
        metrics,
        clock,
      });
      const internal = await api.listenInternal(settings.INTERNAL_PORT, settings.INTERNAL_HOST);
      stops.add('internal http', () => internal.close());
      const listening = await api.listen(settings.PORT, settings.HOST);
      stops.add('http', () => listening.close(), 8_000);
      const ports = { port: listening.port, internalPort: internal.port };
      logger.info(ports, 'listening');
      return { ...ports, openApi: api.openApi };
    },
    isCaughtUp: async () => connected.kafka && connected.caughtUp() && (await bus.isThere()),
    async subscribe(handlers) {
      copies.wants([...new Set(handlers.map(({ contract }) => contract.topic))]);
      await startBus;
      const subscription = await bus.subscribe({ group: name, outbox, handlers });
      connected.caughtUp = () => subscription.ready();
    },
    async work(contract, handler, atOnce) {
      await startJobs;
      await jobs.work(contract, handler, atOnce === undefined ? {} : { atOnce });
    },
    every: inTurns,
  };
}

/** Checks tokens by what the gateway publishes: its keys, and whose access was taken away. */
function verifierAt(jwksUrl: string, clock: Clock): TokenVerifier {
  return createTokenVerifier({ jwksUrl, clock, isRevoked: revokedActors(() => fetchRevoked(jwksUrl)) });
}
