/** Where in a course something is: `['chapters', 0, 'media']`. */
export type FieldPath = (string | number)[];

/** The same as a reader of JSON writes it: `chapters[0].media`. */
export function fieldAt(path: FieldPath): string {
  return path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? part : `${before}.${part}`;
  }, '');
}
