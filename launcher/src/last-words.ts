/** What the end of a log says about why its program ended: the last error it logged, else its last lines. */
export function lastWords(log: string): string {
  const lines = log
    .slice(-20_000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !/^(at |Node\.js v|[{}]$)/.test(line));
  const error = lines.map(loggedError).filter(Boolean).at(-1);
  const telling =
    error ??
    lines
      .filter((line) => !line.startsWith('{"level"'))
      .slice(-3)
      .join(' ');
  return telling.slice(0, 500) || 'it says nothing';
}

function loggedError(line: string): string | undefined {
  try {
    const { level, msg, err } = JSON.parse(line);
    if (level !== 'error' && level !== 'fatal') return undefined;
    return [msg, err?.message].filter(Boolean).join(': ');
  } catch {
    return undefined;
  }
}
