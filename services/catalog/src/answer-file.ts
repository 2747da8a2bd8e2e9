import { sendFile } from '@leerhuis/files';
import { type Answer, type AnyContext, problem } from '@leerhuis/http-api';

/** A stored file for who asked, whole or in the range asked for. @throws Problem 416 */
export function answerFile(
  ctx: Pick<AnyContext, 'header'>,
  file: Parameters<typeof sendFile>[0],
  headers: Record<string, string>,
): Answer {
  const asked = {
    range: ctx.header('range'),
    'if-range': ctx.header('if-range'),
    'if-none-match': ctx.header('if-none-match'),
  };
  const answer = sendFile(file, asked, headers);
  if (answer.status !== 416) return answer;
  throw problem(416, 'range-not-satisfiable', { headers: { 'Content-Range': `bytes */${file.size}` } });
}
