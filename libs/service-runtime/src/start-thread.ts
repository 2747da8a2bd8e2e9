import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a module as a thread; from source too (tests, development), for which Node 20 needs tsx in each thread.
 * @param from `import.meta.url` of who starts it
 * @param module beside it, without its ending: `./render-thread`
 */
export function startThread(from: string, module: string, options: WorkerOptions = {}): Worker {
  const env = { ...process.env, NODE_OPTIONS: '' };
  if (!from.endsWith('.ts')) return new Worker(new URL(`${module}.js`, from), { execArgv: [], env, ...options });
  const script = new URL(`${module}.ts`, from).href;
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import('${script}'); })`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=source'], env, ...options });
}
