/**
 * What the work gives, if it does so in time; what it still does afterwards counts for nobody.
 * @param late what is said when it takes longer
 */
export async function within<T>(ms: number, work: () => T | Promise<T>, late: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(late)), ms);
  });
  try {
    return await Promise.race([Promise.resolve().then(work), limit]);
  } finally {
    clearTimeout(timer);
  }
}
