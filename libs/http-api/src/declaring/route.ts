import { type Access, isAccess } from '@leerhuis/auth';
import type { Answer } from '../answering/answer.ts';
import type { Problem } from '../answering/problem.ts';
import type { AnyContext, Context, Readable } from './context.ts';
import type { RequestSpec, RouteFacts } from './route-spec.ts';
import type { TagFor } from './tags.ts';

export interface RouteDefinition<R extends RequestSpec, A extends Access> extends RouteFacts {
  /** Who may; there is no default. */
  access: A;
  tags: readonly TagFor<A>[];
  request?: R;
  handler: (ctx: Context<R, A>) => Promise<Answer> | Answer;
  /**
   * What the rules would say of a form whose form is wrong already, as far as it could be read: one answer then names all that is to be
   * mended. Changes nothing.
   */
  alsoWrong?: (ctx: WrongContext<R, A>) => Promise<Problem | null> | Problem | null;
}

/** The body as far as it could be read. */
type WrongContext<R extends RequestSpec, A extends Access> = Omit<Context<R, A>, 'body'> & {
  body: Readable<Context<R, A>['body']>;
};

/** A route whose types have done their work; made by `route` only. */
export interface Route extends RouteFacts {
  access: Access;
  request: RequestSpec;
  handle: (ctx: AnyContext) => Promise<Answer> | Answer;
  alsoWrong?: (ctx: AnyContext) => Promise<Problem | null> | Problem | null;
}

/**
 * Declares a route: what it takes, what it gives, who may, what it does. Validation and description both come from this.
 * @throws Error when it declares no access
 */
export function route<const A extends Access, R extends RequestSpec = Record<never, never>>(
  definition: RouteDefinition<R, A>,
): Route {
  const { handler, alsoWrong, request, ...facts } = definition;
  if (!isAccess(facts.access)) throw new Error(`${facts.operationId} doesn't say who may use it`);
  return {
    ...facts,
    request: request ?? {},
    handle: (ctx) => handler(ctx as Context<R, A>),
    ...(alsoWrong && { alsoWrong: (ctx) => alsoWrong(ctx as unknown as WrongContext<R, A>) }),
  };
}

/** Names of the parameters in a path. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}
