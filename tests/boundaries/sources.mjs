// Reads the sources of the parts as syntax, for rules that dependency-cruiser has no eyes for.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** @returns the sources whose path fits, without tests: their syntax, and where a node of it stands */
export function sourcesOf(baseDir, pattern, places = ['services', 'gateway']) {
  return places
    .filter((place) => existsSync(join(baseDir, place)))
    .flatMap((place) => readdirSync(join(baseDir, place), { recursive: true }).map((file) => join(place, file)))
    .filter((file) => pattern.test(file) && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => read(baseDir, file));
}

function read(baseDir, file) {
  const bytes = readFileSync(join(baseDir, file));
  const text = (from, to) => bytes.subarray(from, to).toString();
  return {
    tree: parseSync(bytes.toString(), { syntax: 'typescript', target: 'es2023' }),
    placeOf({ span: { start, end } }) {
      const [what] = text(start - 1, end - 1).split('\n');
      return { file, line: text(0, start - 1).split('\n').length, what };
    },
  };
}
