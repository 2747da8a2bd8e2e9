import { dateTime, idSchema, ok, type Route, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import { answerInvitation } from './answer-invitation.ts';
import type { LotDoc } from './credit-store.ts';
import { ofBeforeUntil } from './credit-view.ts';
import type { Crediting } from './crediting.ts';
import { officeOf } from './domain/may-spend.ts';
import { type Invitation, isTo, stateForOwner } from './domain/sharing.ts';

const invitationSchema = z
  .strictObject({
    id: idSchema,
    from: z.string().meta({ description: 'Name of the colleague who bought the hours' }),
    office: z.string().nullable().meta({ description: 'The organisation that both are of; else one of theirs' }),
    title: z.string(),
    answer: z.enum(['none', 'yes', 'no']),
    invitedAt: dateTime,
    expiresAt: dateTime.meta({ description: 'Until then one may say yes' }),
    ofBeforeUntil: ofBeforeUntil.optional(),
  })
  .meta({ id: 'CreditInvitation' });

const answerSchema = z.strictObject({ answer: z.enum(['yes', 'no']) }).meta({ id: 'CreditInvitationAnswer' });

/** What those see who are asked to share in a colleague's hours (V-8). */
export function invitationRoutes(crediting: Crediting): Route[] {
  const { accounts, creditLists, offices } = crediting;

  /** What invitations are shown with: their owners' names and offices. */
  async function viewing(accountId: string, ownerIds: readonly string[]): Promise<Viewing> {
    const ids = [...new Set(ownerIds)];
    if (ids.length === 0) return { nameOf: () => '', officeOf: () => null };
    const [names, people] = await Promise.all([accounts.names(ids), offices.spenders([accountId, ...ids])]);
    const me = people.get(accountId) ?? null;
    const shown = new Map<string, string>();
    for (const id of ids) {
      const owner = people.get(id) ?? null;
      const office = officeOf(me, owner) ?? owner?.places[0]?.organisationId;
      if (office) shown.set(id, office);
    }
    const named = await offices.organisations([...shown.values()]);
    return { nameOf: (id) => names.get(id) ?? '', officeOf: (id) => named.get(shown.get(id) ?? '')?.name ?? null };
  }
  return [
    route({
      method: 'get',
      path: '/api/v1/credit-invitations',
      operationId: 'listCreditInvitations',
      summary: "Invitations to share in colleagues' hours that wait for my answer, and those that I said yes to",
      tags: ['orders'],
      access: 'signed-in',
      responses: { 200: z.strictObject({ items: z.array(invitationSchema) }).meta({ id: 'CreditInvitations' }) },
      handler: async ({ actor, locale, now }) => {
        const me = await accounts.get(actor.accountId);
        const person = { id: actor.accountId, email: me?.email ?? null };
        const lots = await creditLists.invitingTo(person.id, person.email);
        const shown = lots
          .filter((lot) => lot.expiresAt.getTime() > now.getTime())
          .flatMap((lot) =>
            (lot.invitations ?? [])
              .filter((one) => one.listed && isTo(one, person) && isToBeSeen(one, lot, now))
              .map((invitation) => ({ lot, invitation })),
          );
        const about = await viewing(
          actor.accountId,
          shown.map(({ lot }) => lot.ownerId),
        );
        return ok({ items: shown.map((one) => view(one, about, locale)) });
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/credit-invitations/:id',
      operationId: 'answerCreditInvitation',
      summary: "Say yes or no to sharing in a colleague's hours; no also ends what I said yes to",
      description:
        'Only after a yes does the colleague see my name, and how many hours I spend on which day; never a course.',
      tags: ['orders'],
      access: 'signed-in',
      request: { params: z.strictObject({ id: idSchema }), body: answerSchema },
      responses: { 200: invitationSchema },
      problems: [404, 410, 422],
      handler: async (ctx) => {
        const { accountId } = ctx.actor;
        const wish = { accountId, invitationId: ctx.params.id, says: ctx.body.answer };
        return ctx.transaction(async (tx) => {
          const answered = await answerInvitation(crediting, tx, wish);
          return ok(view(answered, await viewing(accountId, [answered.lot.ownerId ?? '']), ctx.locale));
        });
      },
    }),
  ];
}

/** One that waits for an answer, as long as sharing is on; a yes as long as it holds. */
function isToBeSeen(invitation: Invitation, { isShared }: LotDoc, now: Date): boolean {
  if (invitation.answer === 'yes') return true;
  return invitation.answer === 'none' && isShared && stateForOwner(invitation, now) === 'pending';
}

interface Viewing {
  nameOf: (accountId: string) => string;
  officeOf: (accountId: string) => string | null;
}

function view({ lot, invitation }: { lot: LotDoc; invitation: Invitation }, about: Viewing, locale: Locale) {
  const { id, answer, invitedAt, expiresAt } = invitation;
  return {
    id,
    from: about.nameOf(lot.ownerId ?? ''),
    office: about.officeOf(lot.ownerId ?? ''),
    title: inLocale(lot.title, locale),
    answer: answer === 'left' ? ('no' as const) : answer,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ofBeforeUntil: invitation.ofBeforeUntil?.toISOString(),
  };
}
