// What a package of this repository runs on stands in its package.json: the image of a part is made from that alone.
// Tests are not looked at: they run where everything is installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

export const packageRules = [
  { name: 'imports-are-named', comment: 'Name it under dependencies in the package.json of the file that imports it.' },
  { name: 'only-imports-are-named', comment: 'Nothing in src imports it: images would carry it for nothing.' },
  { name: 'one-exact-version', comment: 'One exact version per package, the same wherever it is named.' },
  {
    name: 'tools-at-the-root',
    comment: 'The root names tools only; what runs is named by the packages that import it.',
  },
  {
    name: 'parts-run-on-libs',
    comment: 'An image holds its part and libs; what starts, plays or tests the parts is none.',
  },
];

const places = ['libs', 'services', 'gateway', 'sandboxes', 'launcher', 'demo', 'bench', 'e2e'];
const parts = /^(services\/|sandboxes\/|gateway$)/;
const forTests = /^libs\/(testkit|backing-services)$/;

/** @returns {{ packages: number, violations: { rule: string, file: string, what: string }[] }} */
export function checkPackages(baseDir) {
  const packages = foldersOf(baseDir).map((folder) => ({ folder, ...readJson(join(baseDir, folder, 'package.json')) }));
  const root = existsSync(join(baseDir, 'package.json')) ? readJson(join(baseDir, 'package.json')) : {};
  const violations = [
    ...packages.flatMap((one) => importsAndNames(baseDir, one)),
    ...versions([...packages, { folder: '', ...root }]),
    ...tools(root, packages),
    ...packages.filter(({ folder }) => parts.test(folder)).flatMap((part) => otherThanLibs(part, packages)),
  ];
  return { packages: packages.length, violations };
}

function importsAndNames(baseDir, { folder, dependencies = {} }) {
  const imports = importsOf(baseDir, folder);
  const missing = imports.filter(({ name }) => !(name in dependencies));
  const idle = Object.keys(dependencies).filter((name) => !imports.some((one) => one.name === name));
  return [
    ...missing.map(({ file, name }) => ({ rule: 'imports-are-named', file, what: `→ ${name}` })),
    ...idle.map((name) => ({ rule: 'only-imports-are-named', file: join(folder, 'package.json'), what: name })),
  ];
}

function versions(packages) {
  const named = packages.flatMap(({ folder, dependencies, devDependencies }) =>
    Object.entries({ ...devDependencies, ...dependencies }).map(([name, version]) => ({ folder, name, version })),
  );
  const wrong = named.filter(
    ({ name, version }) =>
      !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) || named.some((one) => one.name === name && one.version !== version),
  );
  return wrong.map(({ folder, name, version }) => ({
    rule: 'one-exact-version',
    file: join(folder, 'package.json'),
    what: `${name} ${version}`,
  }));
}

function tools({ dependencies = {}, devDependencies = {} }, packages) {
  const run = Object.keys(devDependencies).filter((name) => packages.some((one) => one.dependencies?.[name]));
  return [...Object.keys(dependencies), ...run].map((name) => ({
    rule: 'tools-at-the-root',
    file: 'package.json',
    what: name,
  }));
}

function otherThanLibs(part, packages) {
  const reached = [part];
  for (const { dependencies = {} } of reached) {
    for (const one of packages) if (one.name in dependencies && !reached.includes(one)) reached.push(one);
  }
  const others = reached.slice(1).filter(({ folder }) => !folder.startsWith('libs/') || forTests.test(folder));
  return others.map(({ folder }) => ({
    rule: 'parts-run-on-libs',
    file: join(part.folder, 'package.json'),
    what: `→ ${folder}`,
  }));
}

/** Packages that the files of a folder import or require by name, once per file. */
function importsOf(baseDir, folder) {
  const src = join(baseDir, folder, 'src');
  if (!existsSync(src)) return [];
  const files = readdirSync(src, { recursive: true }).filter((file) => /(?<!\.test)\.ts$/.test(file));
  return files.flatMap((file) => {
    const names = new Set();
    walk(parseSync(readFileSync(join(src, file), 'utf8'), { syntax: 'typescript', target: 'es2023' }), names);
    return [...names].map((name) => ({ file: join(folder, 'src', file), name }));
  });
}

function walk(node, names) {
  if (node === null || typeof node !== 'object') return;
  const specifier = node.source ?? (isImport(node) ? node.arguments[0]?.expression : undefined);
  const name = specifier?.type === 'StringLiteral' && /^(@[\w.-]+\/)?\w[\w.-]*(?=\/|$)/.exec(specifier.value)?.[0];
  if (name) names.add(name);
  for (const child of Object.values(node)) walk(child, names);
}

/** `import('x')`, `require('x')`, `createRequire(import.meta.url)('x')`, and `.resolve('x')` of these; not what is required in the name of another package. */
function isImport({ type, callee }) {
  if (type !== 'CallExpression') return false;
  const loader = callee.type === 'MemberExpression' && callee.property.value === 'resolve' ? callee.object : callee;
  if (loader.type === 'Import' || loader.value === 'require') return true;
  return loader.callee?.value === 'createRequire' && loader.arguments[0].expression.object?.type === 'MetaProperty';
}

function foldersOf(baseDir) {
  const folders = places.flatMap((place) => {
    const here = join(baseDir, place);
    if (!existsSync(here)) return [];
    return [place, ...readdirSync(here).map((name) => join(place, name))];
  });
  return folders.filter((folder) => existsSync(join(baseDir, folder, 'package.json')));
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
