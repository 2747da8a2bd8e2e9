import { isKnown } from '../answering/for-the-way.ts';
import { problem } from '../answering/problem.ts';
import type { AnyContext } from './context.ts';

/** The ETag of a document's revision. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

/**
 * Minds `If-Match`: a client that says which revision it saw is refused when that is no longer the one. Without the header
 * the request goes on. The route declares `etag: true`.
 * @throws Problem 412
 */
export function requireMatch(ctx: Pick<AnyContext, 'header' | 'route'>, revision: number): void {
  if (!ctx.route.etag) throw new Error(`${ctx.route.operationId} doesn't declare etag`);
  const wanted = tagsOf(ctx.header('if-match'));
  if (!wanted || wanted.includes('*') || wanted.includes(etagOf(revision))) return;
  throw problem(412, 'changed-meanwhile', { headers: { ETag: etagOf(revision) } });
}

/** Whether the client has this revision already: answer `notModified({ ETag })` then. The route declares `etag: true`. */
export function isUnchanged(ctx: Pick<AnyContext, 'header' | 'route'>, revision: number): boolean {
  if (!ctx.route.etag) throw new Error(`${ctx.route.operationId} doesn't declare etag`);
  return isKnown(etagOf(revision), ctx.header('if-none-match'));
}

function tagsOf(header: string | undefined): string[] | undefined {
  return header?.split(',').map((one) => one.trim());
}
