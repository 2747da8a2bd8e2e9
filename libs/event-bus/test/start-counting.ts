import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./counting-process.ts', import.meta.url));

/** Starts `counting-process.ts` and waits until it is ready. */
export async function startCounting(
  role: 'consume' | 'relay' | 'relay-that-dies',
  at: { url: string; brokers: string[]; namespace: string },
): Promise<ChildProcess> {
  const args = ['--conditions=source', '--import', 'tsx', script, role, at.url, at.brokers.join(','), at.namespace];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const died = once(child, 'exit').then(() => {
    if (role !== 'relay-that-dies') throw new Error(`the ${role} process ended`);
  });
  died.catch(() => undefined);
  await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), died]);
  return child;
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
