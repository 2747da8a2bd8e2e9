import { Problem } from '../answering/problem.ts';

/** When something takes so long, the database is asked whether it is there. */
const suspiciousAfterMs = 1_500;

/**
 * @param databaseAnswers throws when the database doesn't answer
 * @param onGiveUp what the work then still does counts for nobody
 * @throws Problem 503 when the time is up, or sooner when the database has fallen silent, which its driver takes up to 10 s to
 * notice on an open connection
 */
export function inTime<T>(
  ms: number,
  databaseAnswers: (() => Promise<boolean>) | undefined,
  work: () => Promise<T>,
  onGiveUp: () => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (type: string, cause: unknown) => {
      clearTimeout(timer);
      reject(new Problem(503, type, { cause }));
      onGiveUp();
    };
    const wait = (left: number) => setTimeout(() => giveUp('timed-out', new Error(`no answer within ${ms} ms`)), left);
    const suspect = () => {
      timer = wait(ms - suspiciousAfterMs);
      databaseAnswers?.().catch((error: unknown) => giveUp('temporarily-unavailable', error));
    };
    let timer = databaseAnswers && ms > suspiciousAfterMs ? setTimeout(suspect, suspiciousAfterMs) : wait(ms);
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
