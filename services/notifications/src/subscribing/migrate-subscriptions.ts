import { rewriteDocuments } from '@leerhuis/migrations';
import type { SubscriptionDoc } from './subscription-store.ts';

/** Subscriptions were of accounts alone, under the account's id, and said no more than yes or no. */
export const subscriptionsSayWhose = rewriteDocuments<SubscriptionDoc>({
  id: 'newsletter-subscriptions-say-whose',
  what: 'whose a newsletter subscription is, in which language and how it was asked for',
  collection: 'newsletterSubscriptions',
  only: { accountId: { $exists: false } },
  update: [
    {
      $set: {
        accountId: '$_id',
        // facts of the account tell them
        email: null,
        locale: 'nl',
        localeChosen: false,
        professions: [],
        professionsChosen: false,
        revision: 0,
        formerTokens: [],
        consent: {
          $cond: ['$subscribed', { way: 'account', at: '$changedAt', askedAt: null, textVersion: null }, null],
        },
      },
    },
  ],
});
