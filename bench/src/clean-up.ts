/** What has to be undone after a benchmark, last first; one that fails doesn't keep the others from happening. */
export interface CleanUp {
  add(undo: () => Promise<unknown> | undefined): void;
  run(): Promise<void>;
}

export function cleanUp(): CleanUp {
  const undos: (() => Promise<unknown> | undefined)[] = [];
  return {
    add: (undo) => void undos.push(undo),
    async run() {
      for (const undo of undos.splice(0).reverse())
        await Promise.resolve()
          .then(undo)
          .catch((error: unknown) => console.error('while cleaning up:', error));
    },
  };
}
