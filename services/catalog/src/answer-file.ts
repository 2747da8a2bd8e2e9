import { askedBy, sendFile } from '@leerhuis/files';
import { type Answer, type AnyContext, problem } from '@leerhuis/http-api';

/** A stored file for who asked, whole or in the range asked for. @throws Problem 416 */
export function answerFile(
  ctx: Pick<AnyContext, 'header'>,
  file: Parameters<typeof sendFile>[0],
  headers: Record<string, string>,
): Answer {
  const answer = sendFile(file, askedBy(ctx), headers);
  if (answer.status !== 416) return answer;
  throw problem(416, 'range-not-satisfiable', { headers: { 'Content-Range': `bytes */${file.size}` } });
}
