/** Whose attempts are counted. */
export interface Keys {
  ip: string;
  account: string;
}

/**
 * Tells whether the secret that is offered is right.
 * @throws Problem 429 while this account or address has failed too often
 */
export type FailureGuard = (keys: Keys, isRight: () => Promise<boolean>) => Promise<boolean>;

/**
 * Counts one thing that a stranger asks for.
 * @throws Problem 429 when that is one too many
 */
export type RequestCounter = (keys: { ip: string; account?: string }) => Promise<void>;

/** What is counted, each kind apart. */
export interface Attempts {
  login: FailureGuard;
  password: FailureGuard;
  secondFactor: FailureGuard;
  partner: FailureGuard;
  register: RequestCounter;
  confirm: RequestCounter;
  reset: RequestCounter;
  changeEmail: RequestCounter;
}
