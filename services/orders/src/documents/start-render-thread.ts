import { Worker } from 'node:worker_threads';

/** Starts render-thread; from source too (tests, development), for which Node 20 needs tsx in each thread. */
export function startRenderThread(): Worker {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { url } = import.meta;
  if (!url.endsWith('.ts')) return new Worker(new URL('./render-thread.js', url), { execArgv: [], env });
  const script = new URL('./render-thread.ts', url).href;
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import('${script}'); })`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=source'], env });
}
