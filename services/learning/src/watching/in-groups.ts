/**
 * Does pieces of work in groups: what arrives while a group is being worked on goes together in the next one, so that a
 * database under load gets few large writes. Alone, a piece of work doesn't wait.
 * @param work answers in the order of its items; when it throws, all of the group fail
 */
export function inGroups<I, O>(work: (items: I[]) => Promise<O[]>, atMost = 200): (item: I) => Promise<O> {
  interface Waiting {
    item: I;
    resolve: (result: O) => void;
    reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let isWorking = false;

  async function workOff(): Promise<void> {
    isWorking = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, atMost);
      waiting = waiting.slice(atMost);
      try {
        const results = await work(group.map(({ item }) => item));
        group.forEach(({ resolve }, n) => {
          resolve(results[n] as O);
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isWorking = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isWorking) void workOff();
    });
}
