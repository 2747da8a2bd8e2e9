import { type AccountSnapshot, accountChangedV1, accountConfirmedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import { type Filling, type Handler, on, type Taken } from '@leerhuis/event-bus';
import { federations } from '@leerhuis/federations';
import type { Tx } from '@leerhuis/outbox';
import { following, joined, newSubscription, type Subscriber, wanted } from './domain/subscription.ts';
import { consentVersion } from './subscribing.ts';
import type { SubscriptionStore } from './subscription-store.ts';

/** Subscriptions of accounts follow their address, language and professions. */
export function onAccountChanged(subscriptions: SubscriptionStore, newToken: () => string): Handler[] {
  return [
    on(
      accountConfirmedV1,
      ({ data, time }, tx) => {
        const yes = data.newsletter ? { at: new Date(time), textVersion: consentVersion } : null;
        return follow(subscriptions, tx, subscriberOf(data), newToken, yes);
      },
      ({ data }, tx) => refill(subscriptions, tx, subscriberOf(data)),
    ),
    ...[accountRegisteredV1, accountChangedV1].map((contract) =>
      on(
        contract,
        ({ data }, tx) => follow(subscriptions, tx, subscriberOf(data), newToken, null),
        ({ data }, tx) => refill(subscriptions, tx, subscriberOf(data)),
      ),
    ),
  ];
}

/** What the same person asked for before, with their address alone, becomes one with the account's. */
async function follow(
  subscriptions: SubscriptionStore,
  tx: Tx,
  account: Subscriber,
  newToken: () => string,
  yes: Parameters<typeof wanted>[1] | null,
): Promise<void> {
  const known = (await subscriptions.get(account.accountId, tx)) ?? newSubscription(account.accountId, newToken());
  if (known.revision >= account.revision) return;
  const heard = following(known, account);
  const followed = yes ? wanted(heard, yes) : heard;
  if (account.email === null) return subscriptions.save(tx, followed);
  await subscriptions.takeTurn(tx, account.email);
  const elsewhere = await subscriptions.ofAddress(account.email, tx);
  if (elsewhere?.accountId !== null) return subscriptions.save(tx, followed);
  await subscriptions.remove(tx, elsewhere.id);
  await subscriptions.save(tx, joined(followed, elsewhere));
}

/** Of an account that was told again. */
async function refill(subscriptions: SubscriptionStore, tx: Filling, account: Subscriber): Promise<Taken> {
  const known = await subscriptions.get(account.accountId, tx);
  if (!known || known.revision < account.revision) return 'unknown';
  if (known.revision === account.revision) await subscriptions.save(tx, following(known, account));
  return 'filled';
}

function subscriberOf(account: AccountSnapshot): Subscriber {
  const { accountId, revision, email, emailConfirmed, firstName, lastName, locale } = account;
  const professions = account.memberships.map(({ federation }) => federations[federation].profession.code);
  return {
    accountId,
    revision,
    email: emailConfirmed ? email : null,
    name: `${firstName} ${lastName}`.trim(),
    locale,
    professions: [...new Set(professions)],
  };
}
