import type { LocalisedText } from '@leerhuis/language';
import { statusTexts } from './problem-texts.ts';

/** One thing that is wrong with a request. */
export interface FieldError {
  /** `lines[0].courseId` in the body, else `query.limit`, `path.id`, `header.idempotency-key`. */
  field: string;
  message: string | LocalisedText;
}

export interface ProblemOptions {
  title?: string | LocalisedText;
  detail?: string | LocalisedText;
  errors?: FieldError[];
  /** Seconds; 429 and 503 have one anyway. */
  retryAfter?: number;
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A refusal that the client is told about, as RFC 9457 problem. Thrown anywhere below a handler. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly slug: string;
  readonly options: ProblemOptions;

  constructor(status: number, slug: string, options: ProblemOptions = {}) {
    super(`${status} ${slug}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.slug = slug;
    this.options = options;
  }
}

/**
 * Makes a refusal to throw: `throw problem(409, 'order-already-paid', { detail: { nl, fr, en } })`.
 * @param slug stable end of the problem's type; clients decide by it
 */
export function problem(status: number, slug: string, options?: ProblemOptions): Problem {
  if (!(status in statusTexts)) throw new Error(`no problem has status ${status}`);
  return new Problem(status, slug, options);
}

/** Unknown, or not theirs to see: the same answer, so that nobody can tell which. */
export function notFound(): Problem {
  return new Problem(404, 'not-found');
}

/** The request itself is malformed; `errors` says where. */
export function invalidRequest(errors: FieldError[]): Problem {
  return new Problem(400, 'invalid-request', { errors });
}

/** A token was given that doesn't count (RFC 6750): the same wherever it is found out. */
export function invalidToken(): Problem {
  return problem(401, 'invalid-token', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } });
}

/** The account may, but its session has not given the second factor that is demanded for it. */
export function secondFactorNeeded(): Problem {
  return problem(403, 'second-factor-needed', {
    title: { nl: 'Tweede factor nodig', fr: 'Second facteur requis', en: 'Second factor needed' },
    detail: {
      nl: 'Geef eerst uw tweede factor met POST /api/v1/sessions/current/second-factor: een code van uw authenticator, een herstelcode of een passkey. Hebt u er nog geen, stel er dan een in met POST /api/v1/me/second-factor/authenticator.',
      fr: "Donnez d'abord votre second facteur par POST /api/v1/sessions/current/second-factor : un code de votre authentificateur, un code de secours ou une clé d'accès. Si vous n'en avez pas encore, configurez-en un par POST /api/v1/me/second-factor/authenticator.",
      en: 'Give your second factor first, by POST /api/v1/sessions/current/second-factor: a code of your authenticator, a recovery code or a passkey. If you have none yet, set one up by POST /api/v1/me/second-factor/authenticator.',
    },
  });
}
