import { type ProfessionCode, professionCodes } from '@leerhuis/federations';
import { countedPageOf, dateTime, idSchema, localeSchema } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Subscription } from './domain/subscription.ts';
import type { NewsletterLinks } from './subscribing.ts';

export const professionList = z
  .array(z.enum(professionCodes as [ProfessionCode, ...ProfessionCode[]]))
  .max(professionCodes.length)
  .overwrite((codes) => [...new Set(codes)])
  .meta({ description: 'Codes of `/api/v1/professions`; none: what is for any profession' });

export const subscriptionSchema = z
  .object({
    subscribed: z.boolean(),
    changedAt: dateTime.nullable(),
    /** Works without logging in; null for who never subscribed. */
    unsubscribeUrl: z.string().nullable(),
    preferencesUrl: z.string().nullable(),
    locale: localeSchema,
    professions: z.array(z.string()),
  })
  .meta({ id: 'NewsletterSubscription' });

export function subscriptionView(
  known: Subscription | null,
  links: NewsletterLinks,
): z.input<typeof subscriptionSchema> {
  const asked = known?.changedAt ? known : null;
  return {
    subscribed: asked?.subscribed ?? false,
    changedAt: asked?.changedAt?.toISOString() ?? null,
    unsubscribeUrl: asked && links.unsubscribe(asked.token),
    preferencesUrl: asked && links.preferences(asked.token),
    locale: known?.locale ?? 'nl',
    professions: known?.professions ?? [],
  };
}

/** What staff see of who wants the newsletter, with the proof that they said so. */
const subscriber = z
  .object({
    accountId: idSchema.nullable(),
    accountName: z.string().nullable(),
    email: z.string().nullable().meta({ description: 'Null while an account’s address is not proven' }),
    subscribed: z.boolean(),
    changedAt: dateTime,
    locale: localeSchema,
    professions: z.array(z.string()),
    consent: z
      .object({
        way: z.enum(['account', 'double-opt-in']),
        askedAt: dateTime.nullable(),
        at: dateTime,
        textVersion: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The last yes: when, how, and to which text' }),
  })
  .meta({ id: 'NewsletterSubscriber' });
export const subscriberPage = countedPageOf(subscriber);

export function subscriberView({ consent, changedAt, ...known }: Subscription): z.input<typeof subscriber> {
  return {
    accountId: known.accountId,
    accountName: known.name,
    email: known.email,
    subscribed: known.subscribed,
    changedAt: (changedAt ?? new Date(0)).toISOString(),
    locale: known.locale,
    professions: known.professions,
    consent: consent && {
      way: consent.way,
      askedAt: consent.askedAt?.toISOString() ?? null,
      at: consent.at.toISOString(),
      textVersion: consent.textVersion,
    },
  };
}
