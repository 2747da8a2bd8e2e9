import { CannotServe } from './choice.ts';
import { findCommand, run } from './commands.ts';

/**
 * Makes sure that a command is on the PATH. Installs its Debian package only as root; otherwise throws CannotServe with
 * `why` and the command to run.
 */
export async function ensureCommand(
  command: string,
  debianPackage: string,
  why: string,
  log: (line: string) => void,
): Promise<void> {
  if (findCommand(command)) return;
  await ensurePackage(debianPackage, why, log);
  if (!findCommand(command)) throw new CannotServe(`${why} (package ${debianPackage} brought no \`${command}\`).`);
}

/** Installs a Debian package as root, or says what to run. One at a time: apt allows no two. */
export function ensurePackage(name: string, why: string, log: (line: string) => void): Promise<void> {
  queue = queue.catch(() => {}).then(() => install(name, why, log));
  return queue;
}

let queue: Promise<void> = Promise.resolve();

async function install(name: string, why: string, log: (line: string) => void): Promise<void> {
  const byHand = `apt-get install -y --no-install-recommends ${name}`;
  if (!findCommand('apt-get')) throw new CannotServe(`${why}; or install ${name} with your system's package manager.`);
  if (process.getuid?.() !== 0) throw new CannotServe(`${why}; or run: sudo ${byHand}`);
  log(`installing the system package ${name}`);
  const args = ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', name];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  let result = await run('apt-get', args, { env });
  if (result.code !== 0) {
    // no package lists yet, or an earlier installation was cut off
    await run('dpkg', ['--configure', '-a'], { env });
    await run('apt-get', ['update', '-q'], { env });
    result = await run('apt-get', args, { env });
  }
  if (result.code === 0) return;
  const reason = result.output.split('\n').find((line) => line.startsWith('E:')) ?? `code ${result.code}`;
  throw new CannotServe(`${why}; \`${byHand}\` failed: ${reason}`);
}
