import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from './places.ts';

type Tasks = Record<string, (input: never) => Promise<unknown>>;

/** A process of the bench that does one task at a time when told to. */
export interface Worker<T extends Tasks> {
  pid: number;
  call<K extends keyof T & string>(task: K, input: Parameters<T[K]>[0]): Promise<Awaited<ReturnType<T[K]>>>;
  stop(): Promise<void>;
}

interface Reply {
  ready?: true;
  answer?: unknown;
  failure?: string;
}

/** Starts a file of the bench as a process; it gets the libs as they are built, as in production. */
export async function startWorker<T extends Tasks>(file: URL, env: Record<string, string> = {}): Promise<Worker<T>> {
  const preload = pathToFileURL(join(root, 'libs/telemetry/dist/preload.js')).href;
  const child = fork(fileURLToPath(file), [], {
    cwd: root,
    execArgv: ['--import', 'tsx', '--import', preload],
    env: { ...process.env, ...env, NODE_ENV: 'production' },
    serialization: 'advanced',
    // a session of its own, as built services have: Linux shares the processors out among sessions
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let settle: ((reply: Reply) => void) | undefined;
  child.on('message', (reply) => settle?.(reply as Reply));
  const reply = () =>
    Promise.race([
      new Promise<Reply>((resolve) => {
        settle = resolve;
      }),
      ended.then((): Reply => ({ failure: `${file.pathname} ended` })),
    ]);
  const unwrapped = ({ answer, failure }: Reply) => {
    if (failure !== undefined) throw new Error(failure);
    return answer;
  };
  unwrapped(await reply());
  return {
    pid: child.pid as number,
    async call(task, input) {
      const answer = reply();
      child.send({ task, input });
      return unwrapped(await answer) as never;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** In the process itself: tells that it is ready, then does what it is told, until it is stopped. */
export function serveTasks(tasks: Tasks): void {
  process.on('message', (message: { task: string; input: never }) => {
    const done = (reply: Reply) => void process.send?.(reply);
    const task = tasks[message.task];
    if (!task) return done({ failure: `there is no task ${message.task}` });
    task(message.input).then(
      (answer) => done({ answer }),
      (error: unknown) => done({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit(0));
  // Ctrl-C reaches us too, but who started us says when to end
  process.on('SIGINT', () => undefined);
  process.send?.({ ready: true });
}
