import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parts } from './parts.ts';
import { root } from './root.ts';

interface Package {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}
const readText = (file: string) => readFileSync(join(root, file), 'utf8');
const packageIn = (folder: string) => JSON.parse(readText(join(folder, 'package.json'))) as Package;
const lock = (JSON.parse(readText('package-lock.json')) as { packages: Record<string, { version: string }> }).packages;
const dockerfile = readText('Dockerfile');
const selection = ['--omit=dev', '--include-workspace-root=false', '--workspace'];

/** Where npm, as the Dockerfile calls it, puts what a part runs on. It tells by the lock file alone. */
async function placesOf(folder: string): Promise<string[]> {
  const args = ['ls', '--all', '--parseable', '--package-lock-only', ...selection, folder];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: root });
  return stdout
    .trim()
    .split('\n')
    .map((path) => relative(root, path))
    .filter((path) => path !== '');
}

describe('the Dockerfile', () => {
  it('installs what its part runs on, and runs no script of a package, and takes nothing of the sources', () => {
    for (const argument of selection) expect(dockerfile).toMatch(new RegExp(`npm ci .*${argument}`));
    const installs = dockerfile.match(/npm ci [^&]*/g) ?? [];
    expect(installs).toHaveLength(2);
    for (const install of installs) expect(install).toContain('--ignore-scripts');
    const copied = dockerfile.slice(dockerfile.lastIndexOf('FROM ')).match(/^COPY .*/gm);
    expect(copied).toEqual(['COPY --from=packed /part /app']);
  });
});

describe.each(parts)('the image of $name', ({ folder }) => {
  let places: string[];
  let packages: Package[];
  beforeAll(async () => {
    places = await placesOf(folder);
    const links = places.filter((place) => place.startsWith('node_modules/@leerhuis/'));
    packages = links.map((link) => packageIn(link));
  });

  it('holds its own part and libs, none of them for tests', () => {
    const libs = packages.map(({ name }) => name).filter((name) => name !== packageIn(folder).name);
    expect(libs).toHaveLength(packages.length - 1);
    expect(libs.filter((name) => packageIn(join('libs', name.replace('@leerhuis/', ''))).name !== name)).toEqual([]);
    expect(libs).toContain('@leerhuis/telemetry'); // which is loaded before the part
    expect(libs).not.toContain('@leerhuis/testkit');
    expect(libs).not.toContain('@leerhuis/backing-services');
  });

  it('holds all that these name, in the version named', () => {
    const named = packages.flatMap(({ dependencies = {} }) => Object.entries(dependencies));
    const missing = named.filter(([name, version]) => {
      const place = `node_modules/${name}`;
      return !places.includes(place) || (!name.startsWith('@leerhuis/') && lock[place]?.version !== version);
    });
    expect(missing).toEqual([]);
  });

  it('holds no tool', () => {
    const tools = Object.keys(packageIn('.').devDependencies ?? {}).map((name) => `node_modules/${name}`);
    expect(tools.filter((tool) => places.includes(tool))).toEqual([]);
  });
});
