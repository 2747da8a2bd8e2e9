/** `npm run events -- republish`: finds the running system, and has the part that owns what is told again do the rest. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotServe, startBackingServices } from '@leerhuis/backing-services';
import { databaseUsers, surroundings } from './environment.ts';
import { systemFolders } from './home.ts';
import { type PartName, partOf, parts } from './parts.ts';
import { root } from './root.ts';
import { openSecrets } from './secrets.ts';

/** What the launcher notes while the system runs. */
interface Running {
  mongoUrl: string;
  kafkaBrokers: string;
  clockUrl?: string;
  namespace?: string;
}

const folders = systemFolders(process.env['LEERHUIS_HOME'] || join(root, '.leerhuis'));

async function main([aggregate = '', ...rest]: string[]): Promise<number> {
  const owner = parts.find(({ name, database }) => database && name === aggregate.split('.')[0])?.name;
  if (!owner)
    throw new CannotServe(
      'Say what is told again, and to whom: npm run events -- republish gateway.account --to orders',
    );
  const running = readNote(join(folders.home, 'running.json'));
  if (!running)
    throw new CannotServe(
      `Nothing runs here: start it with npm start. In containers the command is in the part: ${fileOf(owner)}`,
    );
  const { mongoUrl, kafkaBrokers, namespace, clockUrl } = running;
  const env = { ...process.env, ...(namespace && { NAMESPACE: namespace }) };
  const around = surroundings(env, openSecrets(folders.secrets), folders.data);
  const backing = await startBackingServices({
    needs: ['mongodb'],
    dataDir: folders.data,
    logDir: folders.logs,
    auth: { mongodb: around.secret('MONGO_ROOT_PASSWORD'), rabbitmq: around.secret('RABBIT_PASSWORD') },
    log: () => {},
    env: { ...env, MONGO_URL: mongoUrl },
  });
  try {
    const user = databaseUsers(around).find(({ name }) => name === owner);
    const file = join(root, fileOf(owner));
    if (!existsSync(file)) throw new CannotServe(`${file} is missing: build it with npm run build.`);
    const child = spawn(process.execPath, ['--enable-source-maps', file, aggregate, ...rest], {
      stdio: 'inherit',
      env: {
        ...env,
        MONGO_URL: backing.mongodb.url(user?.database ?? '', user),
        KAFKA_BROKERS: kafkaBrokers,
        ...(clockUrl && { SHARED_CLOCK_URL: clockUrl, HOST: '127.0.0.1' }),
      },
    });
    const [code] = await once(child, 'exit');
    return code ?? 1;
  } finally {
    await backing.stop();
  }
}

const fileOf = (owner: PartName) => join(partOf(owner).folder, 'dist', 'republish-command.js');

function readNote(file: string): Running | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Running) : null;
}

try {
  process.exitCode = await main(process.argv.slice(3));
} catch (error) {
  console.error(error instanceof CannotServe ? error.message : error);
  process.exitCode = 1;
}
