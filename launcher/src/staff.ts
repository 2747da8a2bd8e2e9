/** `npm run staff`: finds the gateway's database, of a system that runs or not, and has the gateway's own command do the rest. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotServe, Locked, startBackingServices, takeLock } from '@leerhuis/backing-services';
import { databaseUsers, surroundings } from './environment.ts';
import { systemFolders } from './home.ts';
import { root } from './root.ts';
import { openSecrets } from './secrets.ts';

/** What the launcher notes while the system runs. */
interface Running {
  mongoUrl: string;
  gatewayUrl: string;
  clockUrl?: string;
  namespace?: string;
}

const folders = systemFolders(process.env['LEERHUIS_HOME'] || join(root, '.leerhuis'));
const say = (line: string) => console.log(`  ${line}`);

async function main(): Promise<number> {
  const lock = lockStopped();
  const running = lock ? null : readNote(join(folders.home, 'running.json'));
  if (!lock && !running) throw new CannotServe('Leerhuis is starting: try again when it is ready.');
  const env = { ...process.env, ...(running?.namespace && { NAMESPACE: running.namespace }) };
  const around = surroundings(env, openSecrets(folders.secrets), folders.data);
  const backing = await startBackingServices({
    needs: ['mongodb'],
    dataDir: folders.data,
    logDir: folders.logs,
    auth: { mongodb: around.secret('MONGO_ROOT_PASSWORD'), rabbitmq: around.secret('RABBIT_PASSWORD') },
    log: running ? () => {} : say,
    env: running ? { ...env, MONGO_URL: running.mongoUrl } : env,
  });
  try {
    const users = databaseUsers(around);
    if (!running) await backing.mongodb.ensureUsers(users);
    const user = users.find(({ name }) => name === 'gateway');
    const child = spawn(process.execPath, ['--enable-source-maps', commandFile(), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: {
        ...process.env,
        MONGO_URL: backing.mongodb.url(user?.database ?? '', user),
        PUBLIC_URL: running?.gatewayUrl ?? around.publicUrl,
        ...(running?.clockUrl && { SHARED_CLOCK_URL: running.clockUrl, HOST: '127.0.0.1' }),
      },
    });
    const [code] = await once(child, 'exit');
    return code ?? 1;
  } finally {
    await backing.stop();
    lock?.release();
  }
}

/** The lock of a system that doesn't run, so that none starts meanwhile; null when it runs. */
function lockStopped() {
  try {
    return takeLock(join(folders.home, 'lock'), 'npm run staff');
  } catch (error) {
    if (error instanceof Locked) return null;
    throw error;
  }
}

function readNote(file: string): Running | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Running) : null;
}

function commandFile(): string {
  const file = join(root, 'gateway', 'dist', 'staff-command.js');
  if (!existsSync(file)) throw new CannotServe(`${file} is missing: build it with npm run build.`);
  return file;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof CannotServe ? error.message : error);
  process.exitCode = 1;
}
