import type { AnyContext } from './context.ts';
import { problem } from './problem.ts';

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
  const wanted = ctx.header('if-match');
  if (wanted === undefined || wanted.trim() === '*') return;
  const tags = wanted.split(',').map((tag) => tag.trim());
  if (!tags.includes(etagOf(revision)))
    throw problem(412, 'changed-meanwhile', { headers: { ETag: etagOf(revision) } });
}

/** Whether the client has this revision already: answer `notModified({ ETag })` then. */
export function isUnchanged(ctx: Pick<AnyContext, 'header'>, revision: number): boolean {
  const known = ctx.header('if-none-match');
  if (known === undefined) return false;
  return known.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etagOf(revision));
}
