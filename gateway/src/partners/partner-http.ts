import { timingSafeEqual } from 'node:crypto';
import type { AuditedFields, NoteAudit } from '@leerhuis/audit';
import type { Actor, Claimed } from '@leerhuis/auth';
import { federationCodes, registeringFederations } from '@leerhuis/federations';
import {
  companyName,
  countedPageOf,
  created,
  dateTime,
  idSchema,
  noContent,
  ok,
  pageQuery,
  problem,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import type { FailureGuard } from '../attempts/domain/attempts.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Partner, PartnerStore } from './partner-store.ts';

export interface PartnerNeeds {
  partners: PartnerStore;
  newId: () => string;
  tokens: {
    sign: (actor: Claimed<Actor>) => Promise<string>;
    /** How long one counts. */
    seconds: number;
    /** Those of these partners count no more, from now on. */
    endPartners: (clientIds: string[]) => void;
  };
  guard: FailureGuard;
  /** Who gave access to whom, and who took it away. */
  note: NoteAudit;
}

const federation = z.enum(federationCodes);
/** A partner of a federation that takes no registrations (V-26) could do nothing. */
const registering = z.enum(registeringFederations);
const partnerView = z
  .object({
    clientId: idSchema,
    name: z.string(),
    federation,
    createdAt: dateTime,
    revokedAt: dateTime.nullable(),
  })
  .meta({ id: 'Partner' });

function viewOf({ id: clientId, name, federation: code, createdAt, revokedAt }: Partner) {
  return {
    clientId,
    name,
    federation: code as z.infer<typeof federation>,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

function auditedOf({ name, federation }: Partner): AuditedFields {
  return { name, federation };
}

function sameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function wrongClient() {
  return problem(401, 'wrong-client', {
    detail: {
      nl: 'De client-id of het geheim ervan klopt niet, of is ingetrokken.',
      fr: "L'identifiant du client ou son secret n'est pas correct, ou a été retiré.",
      en: 'The client id or its secret is not right, or was revoked.',
    },
  });
}

function unknownPartner() {
  return problem(404, 'unknown-partner', {
    detail: { nl: 'Deze partner bestaat niet.', fr: "Ce partenaire n'existe pas.", en: 'There is no such partner.' },
  });
}

export function partnerRoutes(needs: PartnerNeeds) {
  return [
    route({
      method: 'post',
      path: '/api/v1/partner-tokens',
      operationId: 'getPartnerToken',
      summary: "A token for a federation's system, against its client id and secret",
      tags: ['partners'],
      access: 'anyone',
      request: {
        body: z
          .strictObject({ clientId: idSchema, clientSecret: z.string().min(1).max(200) })
          .meta({ id: 'PartnerCredentials' }),
      },
      responses: {
        200: z.object({ accessToken: z.string(), tokenType: z.literal('Bearer'), expiresIn: z.int() }),
      },
      problems: [401, 429],
      handler: async (ctx) => {
        const { clientId, clientSecret } = ctx.body;
        const partner = await needs.partners.byId(clientId);
        const isRight = await needs.guard(
          { ip: ctx.ip, account: clientId },
          async () => sameSecret(hashSecret(clientSecret), partner?.secretHash ?? '') && partner?.revokedAt === null,
        );
        if (!isRight || !partner) throw wrongClient();
        return ok({
          accessToken: await needs.tokens.sign({ kind: 'partner', clientId, federation: partner.federation }),
          tokenType: 'Bearer' as const,
          expiresIn: needs.tokens.seconds,
        });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/partners',
      operationId: 'addPartner',
      summary: "Give a federation's system a client id and a secret, which is shown once",
      tags: ['staff: accounts'],
      access: { staff: ['administration'] },
      request: {
        body: z.strictObject({ name: companyName(100), federation: registering }).meta({ id: 'NewPartner' }),
      },
      responses: { 201: partnerView.extend({ clientSecret: z.string() }) },
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const clientSecret = newSecret();
          const partner: Partner = {
            ...ctx.body,
            id: needs.newId(),
            secretHash: hashSecret(clientSecret),
            createdAt: tx.now,
            revokedAt: null,
          };
          await needs.partners.insert(tx, partner);
          const by = ctx.actor.accountId;
          await needs.note(tx, { by, action: 'partner.added', subject: partner.id, after: auditedOf(partner) });
          return created({ ...viewOf(partner), clientSecret }, `/api/v1/admin/partners/${partner.id}`);
        }),
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/partners',
      operationId: 'listPartners',
      summary: "Federations' systems that have access",
      tags: ['staff: accounts'],
      access: { staff: ['administration'] },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(partnerView) },
      handler: async (ctx) => {
        const page = await needs.partners.page(ctx.query);
        return ok({ ...page, items: page.items.map(viewOf) });
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/admin/partners/:clientId',
      operationId: 'revokePartner',
      summary: 'Take the access away; tokens given out count no more',
      tags: ['staff: accounts'],
      access: { staff: ['administration'] },
      request: { params: z.strictObject({ clientId: idSchema }) },
      responses: { 204: { description: 'Done' } },
      problems: [404],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const { clientId } = ctx.params;
          const partner = await needs.partners.revoke(tx, clientId);
          if (!partner) throw unknownPartner();
          needs.tokens.endPartners([clientId]);
          if (partner.revokedAt === null) {
            const by = ctx.actor.accountId;
            await needs.note(tx, { by, action: 'partner.revoked', subject: clientId, before: auditedOf(partner) });
          }
          return noContent();
        }),
    }),
  ];
}
