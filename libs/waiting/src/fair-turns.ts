/** Work of many people, done some at a time. */
export interface FairTurns<T> {
  /** Takes a piece of work of somebody into the line. */
  add(whose: string, item: T): void;
  /** How much of somebody's work waits. */
  waitingOf(whose: string): number;
  /** How much waits, of everybody. */
  waiting(): number;
  /** Drops what waits; gives it back. */
  clear(): T[];
  /** Resolves when nothing is being done. */
  idle(): Promise<void>;
}

interface Person<T> {
  waiting: T[];
  underWay: number;
}

/**
 * Whoever waits gets a turn before anybody has another: a thousand pieces of one person's work hold up nobody else's by more
 * than the piece in hand. Nobody has more than half of the hands, so that slow work of one person doesn't either.
 * @param options.atOnce how many pieces are done at the same time
 * @param options.work does one piece; must not reject
 */
export function fairTurns<T>(options: { atOnce: number; work: (item: T) => Promise<void> }): FairTurns<T> {
  const { atOnce, work } = options;
  const perPerson = Math.ceil(atOnce / 2);
  // in the order of their turns: whoever had one goes to the end
  const people = new Map<string, Person<T>>();
  const underWay = new Set<Promise<void>>();

  function begin(): void {
    while (underWay.size < atOnce) {
      const next = nextPerson();
      if (!next) return;
      const [whose, person] = next;
      const item = person.waiting.shift() as T;
      person.underWay += 1;
      putLast(whose, person);
      const done = work(item).finally(() => {
        underWay.delete(done);
        person.underWay -= 1;
        // behind who came meanwhile
        putLast(whose, person);
        begin();
      });
      underWay.add(done);
    }
  }

  function putLast(whose: string, person: Person<T>): void {
    people.delete(whose);
    if (person.underWay + person.waiting.length > 0) people.set(whose, person);
  }

  function nextPerson(): [string, Person<T>] | undefined {
    for (const entry of people) {
      const [, { waiting, underWay }] = entry;
      if (waiting.length > 0 && underWay < perPerson) return entry;
    }
    return undefined;
  }

  return {
    add(whose, item) {
      const person = people.get(whose);
      if (person) person.waiting.push(item);
      else people.set(whose, { waiting: [item], underWay: 0 });
      begin();
    },
    waitingOf: (whose) => people.get(whose)?.waiting.length ?? 0,
    waiting: () => [...people.values()].reduce((sum, person) => sum + person.waiting.length, 0),
    clear: () => [...people.values()].flatMap((person) => person.waiting.splice(0)),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
