import { dateTime, idSchema, listTotal } from '@leerhuis/http-api';
import { inLocale } from '@leerhuis/language';
import { z } from 'zod';
import type { LotDoc, Movement } from './credit-store.ts';
import { lotSchema, movementSchema, movementView, ofBeforeUntil, type Viewing } from './credit-view.ts';
import { linkOf } from './domain/sharing.ts';

export const creditsSchema = z
  .strictObject({
    totalMinutes: z.int().meta({ description: 'What can be spent now of these packages' }),
    items: z.array(lotSchema).meta({ description: 'My packages, or those of the organisation that I act for' }),
    nextCursor: z.string().nullable().optional().meta({ description: 'With `limit`: the way to the next page' }),
    total: listTotal.optional().meta({ description: 'With `limit`: how many packages there are; null on later pages' }),
    sharedWithMe: z.array(
      z.strictObject({
        id: idSchema,
        title: z.string(),
        ownerName: z
          .string()
          .optional()
          .meta({ description: 'Of the colleague, or of the organisation, who shares it' }),
        organisationId: idSchema
          .nullable()
          .optional()
          .meta({ description: 'Whose hours they are; null: a colleague’s' }),
        leftMinutes: z.int(),
        expiresAt: dateTime,
        ofBeforeUntil: ofBeforeUntil.optional(),
        movements: z.array(movementSchema).optional().meta({ description: 'What I spent of it, the newest first' }),
      }),
    ),
  })
  .meta({ id: 'Credits' });

/** A package of others, as one who may spend of it sees it. */
export function sharedView(
  lot: LotDoc,
  mine: readonly Movement[],
  { ownerName, ...viewing }: Viewing & { ownerName: string | undefined },
) {
  const { _id: id, title, organisationId = null, left, expiresAt, invitations = [] } = lot;
  const link = linkOf(invitations, viewing.accountId, viewing.now);
  return {
    id,
    title: inLocale(title, viewing.locale),
    ownerName,
    organisationId,
    leftMinutes: left,
    expiresAt: expiresAt.toISOString(),
    ofBeforeUntil: link?.ofBeforeUntil?.toISOString(),
    movements: mine.map((movement) => movementView(movement, lot, viewing)),
  };
}
