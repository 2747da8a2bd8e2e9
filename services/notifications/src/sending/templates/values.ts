import { formatDay, formatMinutes, isDay, zonedDay } from '@leerhuis/calendar';
import {
  isNameless,
  type MailTemplate,
  type SecretNames,
  type SendMessage,
  type ValueNames,
} from '@leerhuis/contracts';
import type { Locale } from '@leerhuis/language';
import { euro, formatMoney } from '@leerhuis/money';

/** The values of one message, as a text shows them; '' for what is missing, as in messages of before. */
export interface Values<T extends MailTemplate> {
  /** The whole name, in every mail alike; '' in a nameless mail. */
  addressee: string;
  /** Name of the provider. */
  provider: string;
  text: (name: ValueNames<T, 'text' | 'textOrNone' | 'webAddress' | 'webAddressIfKnown'>) => string;
  is: (name: ValueNames<T, 'yesOrNo'>) => boolean;
  /** Null where nobody counted. */
  count: (name: ValueNames<T, 'countIfKnown'>) => number | null;
  /** From integer cents. */
  money: (name: ValueNames<T, 'cents'>) => string;
  /** From a day, or from an instant in the provider's time zone. */
  day: (name: ValueNames<T, 'day' | 'dayOrNone' | 'instant'>) => string;
  /** From integer minutes, e.g. `2 u 30`. */
  hours: (name: ValueNames<T, 'minutes'>) => string;
  /** A link with a token in it; null in the copy that is kept. */
  secret: (name: SecretNames<T>) => string | null;
}

export interface Reader {
  locale: Locale;
  timeZone: string;
  /** Name of the provider. */
  sender: string;
  /** Leaves the secrets out. */
  masked: boolean;
}

export function valuesOf<T extends MailTemplate>(
  { recipient, template, data, secrets }: SendMessage & { template: T },
  { locale, timeZone, sender, masked }: Reader,
): Values<T> {
  const text = (name: string) => {
    const value = data[name];
    return value === null || value === undefined ? '' : String(value);
  };
  const number = (name: string) => {
    const value = data[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return {
    addressee: isNameless(template) ? '' : recipient.name || text('firstName'),
    provider: sender,
    text,
    is: (name) => data[name] === true,
    count: number,
    money(name) {
      const cents = number(name);
      return cents === null ? '' : formatMoney(euro(cents), locale);
    },
    day(name) {
      const value = text(name);
      if (isDay(value)) return formatDay(value, locale);
      const instant = new Date(value);
      return Number.isNaN(instant.getTime()) ? value : formatDay(zonedDay(instant, timeZone), locale);
    },
    hours(name) {
      const minutes = number(name);
      return minutes === null ? '' : formatMinutes(minutes, locale);
    },
    secret: (name) => (masked ? null : (secrets[name] ?? null)),
  };
}
