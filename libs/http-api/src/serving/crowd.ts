/**
 * Those that are here now, where very many come and go. A Set would do, but V8 chains the tables that a Set outgrows: once one of them
 * is old, it keeps all that passed through since, until the next full collection, of which there were then several in a second.
 */
export class Crowd<T> {
  readonly #here: { who: T; at: number }[] = [];

  /** @returns takes it out again */
  add(who: T): () => void {
    const here = this.#here;
    const place = { who, at: here.length };
    here.push(place);
    return () => {
      if (here[place.at] !== place) return;
      const last = here.pop();
      if (last === undefined || last === place) return;
      last.at = place.at;
      here[place.at] = last;
    };
  }

  get size(): number {
    return this.#here.length;
  }

  all(): T[] {
    return this.#here.map(({ who }) => who);
  }
}
