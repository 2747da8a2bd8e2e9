import { problem } from '../answering/problem.ts';
import type { AnyContext } from './context.ts';

/** The ETag of a document's revision; that of a read goes on with the content, so that 304 is only told of what is the same. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

/**
 * Minds `If-Match`: a client that says which revision it saw is refused when that is no longer the one. Without the header
 * the request goes on. What a tag says of the content besides doesn't count. The route declares `etag: true`.
 * @throws Problem 412
 */
export function requireMatch(ctx: Pick<AnyContext, 'header' | 'route'>, revision: number): void {
  if (!ctx.route.etag) throw new Error(`${ctx.route.operationId} doesn't declare etag`);
  const wanted = tagsOf(ctx.header('if-match'));
  if (!wanted || wanted.some((tag) => tag === '*' || tag.replace(ofContent, '"') === etagOf(revision))) return;
  throw problem(412, 'changed-meanwhile', { headers: { ETag: etagOf(revision) } });
}

const ofContent = /\.[\w-]+"$/;

function tagsOf(header: string | undefined): string[] | undefined {
  return header?.split(',').map((one) => one.trim());
}
