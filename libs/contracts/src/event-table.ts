import { allEvents, allJobs, keepingOf } from './index.ts';

/** The facts and the work as Markdown tables, by the name of their place in ARCHITECTURE.md. */
export function contractTables(): Record<'events' | 'jobs', string> {
  return {
    events: table(
      ['event', 'meaning', 'kept', 'consumers'],
      allEvents.map(({ type, topic, meaning, consumers }) => [
        `\`${type}\``,
        meaning,
        keepingOf(topic).replaceAll('-', ' '),
        consumers.join(', ') || '—',
      ]),
    ),
    jobs: table(
      ['queue', 'meaning', 'worker'],
      allJobs.map(({ queue, meaning, worker }) => [`\`${queue}\``, meaning, worker]),
    ),
  };
}

/**
 * The document with its tables replaced by what the contracts say now; they stand between `<!-- events:begin -->` and
 * `<!-- events:end -->`, and the same for jobs.
 * @throws when a place is missing
 */
export function withContractTables(document: string): string {
  return Object.entries(contractTables()).reduce((text, [name, rows]) => {
    const place = new RegExp(`(<!-- ${name}:begin -->\n)[^]*?(<!-- ${name}:end -->)`);
    if (!place.test(text)) throw new Error(`there is no <!-- ${name}:begin --> … <!-- ${name}:end --> in the document`);
    return text.replace(place, (_, begin: string, end: string) => `${begin}\n${rows}\n\n${end}`);
  }, document);
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
