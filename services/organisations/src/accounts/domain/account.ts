import type { Locale } from '@leerhuis/language';

/** A person with an account, as far as is needed here. */
export interface Account {
  id: string;
  revision: number;
  email: string;
  emailConfirmed: boolean;
  firstName: string;
  lastName: string;
  locale: Locale;
}
