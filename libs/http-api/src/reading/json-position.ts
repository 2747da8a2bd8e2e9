/**
 * Where a text stops being JSON: the offset of the first character that can't belong there, or the text's length when it
 * just ends too soon. Runs only for texts that JSON.parse refused, whose messages mostly don't say where.
 */
export function jsonErrorAt(text: string): number {
  const open: ('{' | '[')[] = [];
  const token =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
    /[\t\n\r ]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;
  let expected = 'value';
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    const start = skipBlanks(text, at);
    if (!found) return start;
    const kind = found[1] ?? (found[2] === undefined ? 'scalar' : 'string');
    const next = step(expected, kind, open);
    if (next === undefined) return start;
    expected = next;
    at = token.lastIndex;
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while ('\t\n\r '.includes(text[at] ?? 'x')) at += 1;
  return at;
}

/** What may follow; undefined when this token may not be here. */
function step(expected: string, kind: string, open: ('{' | '[')[]): string | undefined {
  const closes = (kind === ']' && open.at(-1) === '[') || (kind === '}' && open.at(-1) === '{');
  switch (expected) {
    case 'value':
    case 'value or ]':
      if (kind === '{' || kind === '[') {
        open.push(kind);
        return kind === '{' ? 'key or }' : 'value or ]';
      }
      if (kind === 'string' || kind === 'scalar') return 'more';
      break;
    case 'key':
    case 'key or }':
      if (kind === 'string') return 'colon';
      break;
    case 'colon':
      return kind === ':' ? 'value' : undefined;
    case 'more':
      if (kind === ',' && open.length > 0) return open.at(-1) === '{' ? 'key' : 'value';
  }
  if (!closes || expected === 'value' || expected === 'key') return undefined;
  open.pop();
  return 'more';
}
