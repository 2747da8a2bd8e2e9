import type { Route } from './route.ts';

/** Every refusal that the route can give: those that it names, and those that follow from what it is. */
export function problemStatuses(route: Route): Set<number> {
  const { access, request, path, idempotent, etag, problems = [] } = route;
  return new Set([
    ...problems,
    // 400: malformed query or encoding; 401: the gateway takes no token that doesn't count, also where none is needed;
    // 405: another method; 429: the gateway's limits
    ...[400, 401, 405, 429, 500, 503],
    // a partner's token is a good one, but not a person's: 403 for 'signed-in' too
    ...(access === 'anyone' ? [] : [403]),
    ...(path.includes(':') ? [404] : []),
    ...(request.body ? [408, 413, 415] : []),
    ...(idempotent ? [422] : []),
    ...(etag && route.method !== 'get' ? [412] : []),
  ]);
}
