/** One turn at a time; a wish during a turn is met by the next. */
export function keepTurning(turn: () => Promise<void>, onError: (error: unknown) => void): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  return () => {
    underWay ??= turn()
      .catch(onError)
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
}
