/** The token proves nothing (→ 401). The reason is for logs; a caller learns only that it is not valid. */
export class InvalidToken extends Error {
  override name = 'InvalidToken';
}

/** The keys to verify with cannot be had now (→ 503): neither yes nor no. */
export class AuthUnavailable extends Error {
  override name = 'AuthUnavailable';
}

/** Who the token names acts for the organisation no more (→ 403): their membership ended, or the organisation did. */
export class ActingEnded extends Error {
  override name = 'ActingEnded';
}
