import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, type AnswerHeaders, notModified } from './answer.ts';
import { encodingOf, packed } from './encoding.ts';

/** What goes out in one packet isn't worth packing. */
const worthPacking = 1_400;

/**
 * The JSON of a read as it travels: with a tag of its content, told as unchanged to who has it, and packed where it is of a size.
 *
 * The tag is weak, since the same JSON goes out packed in several ways. The tag of a revision, for `If-Match`, goes before that of the
 * content in one tag, for what is shown changes without a revision too (a day begins); it is strong and so isn't packed: such a tag is of
 * bytes. Only reads come here: what is answered with tokens and codes
 * isn't, so that no length tells of a secret (BREACH). Of reads that hold one (the address of a video) nobody else can ask the length
 * again and again, for there are no cookies that a browser would send along.
 */
export async function forTheWay(answer: Answer, asked: IncomingHttpHeaders): Promise<Answer> {
  if (answer.status !== 200 || answer.body === undefined) return answer;
  const text = JSON.stringify(answer.body);
  const [content, revision] = [hash('sha1', text, 'base64url'), answer.headers?.['ETag'] as string | undefined];
  const ETag = revision === undefined ? `W/"${content}"` : `${revision.slice(0, -1)}.${content}"`;
  const headers: AnswerHeaders = { 'Content-Type': 'application/json; charset=utf-8', ...answer.headers, ETag };
  const isOfASize = revision === undefined && text.length >= worthPacking;
  if (isOfASize) headers['Vary'] = [headers['Vary'] ?? [], 'Accept-Encoding'].flat().join(', ');
  if (isKnown(ETag, asked['if-none-match'])) {
    const { 'Content-Type': _, ...about } = headers;
    return notModified(about);
  }
  const encoding = isOfASize ? encodingOf(asked['accept-encoding'] as string | undefined) : null;
  if (!encoding) return { status: 200, headers, raw: text };
  return { status: 200, headers: { ...headers, 'Content-Encoding': encoding }, raw: await packed(text, encoding) };
}

/** Whether `If-None-Match` names this tag; compared weakly (RFC 9110, 13.1.2). */
function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (one: string) => one.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || opaque(one) === opaque(tag));
}
