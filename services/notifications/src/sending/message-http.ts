import { type AccountActor, hasRole, type MemberActor } from '@leerhuis/auth';
import { askedBy, type FileStore, sendFile } from '@leerhuis/files';
import {
  accepted,
  contentDisposition,
  dateTime,
  idSchema,
  notFound,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { whoseFile } from '../whose.ts';
import type { MessageQueries } from './message-queries.ts';
import {
  listedView,
  messagePage,
  messageSchema,
  messageView,
  sendingPage,
  sendingSchema,
  sendingView,
} from './message-schemas.ts';
import { type Message, messageStates } from './message-store.ts';
import { type Resending, readForResending, resend } from './resend-message.ts';

interface MessageNeeds extends Resending {
  queries: MessageQueries;
  files: FileStore;
}

const params = z.strictObject({ id: idSchema });
const file = { description: 'The file', contentType: ['application/pdf', 'application/octet-stream'] };

export function messageRoutes(needs: MessageNeeds): Route[] {
  const { queries, files } = needs;

  /** @throws Problem 404, also for another's message; staff see everybody's */
  async function find(id: string, actor: AccountActor | MemberActor): Promise<Message> {
    const isStaff = hasRole(actor, ['finance', 'operations']);
    const message = await (isStaff ? queries.get(id) : queries.ofFileById(whoseFile(actor), id));
    if (!message) throw notFound();
    return message;
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/messages',
      operationId: 'listMessages',
      summary: 'What was written to me, the newest first',
      description: 'Of who acts for an organisation: what was written about its business, as far as their rights go.',
      tags: ['messages'],
      access: { owner: 'see-organisation' },
      request: {
        query: z.strictObject({
          ...pageQuery,
          state: z.enum(messageStates).optional(),
          from: dateTime.optional().meta({ description: 'From this moment on' }),
          to: dateTime.optional().meta({ description: 'Before this moment' }),
        }),
      },
      responses: { 200: messagePage },
      handler: async ({ actor, query: { state, from, to, ...wish } }) => {
        const period = {
          from: from === undefined ? undefined : new Date(from),
          before: to === undefined ? undefined : new Date(to),
        };
        const page = await queries.ofFile(whoseFile(actor), { state, ...period }, wish);
        return ok({ ...page, items: page.items.map(listedView) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/messages/:id',
      operationId: 'getMessage',
      summary: 'A message as it was written',
      tags: ['messages'],
      access: { owner: 'see-organisation' },
      request: { params },
      responses: { 200: messageSchema },
      problems: [404],
      handler: async ({ params: { id }, actor }) => ok(messageView(await find(id, actor))),
    }),
    route({
      method: 'get',
      path: '/api/v1/messages/:id/attachments/:n',
      operationId: 'getMessageAttachment',
      summary: 'A file that came with a message',
      tags: ['messages'],
      access: { owner: 'see-organisation' },
      request: { params: z.strictObject({ id: idSchema, n: z.string().regex(/^[0-9]{1}$/) }) },
      responses: { 200: file, 206: file, 304: { description: 'Not changed' } },
      problems: [404, 416],
      handler: async (ctx) => {
        const message = await find(ctx.params.id, ctx.actor);
        const attachment = message.attachments[Number(ctx.params.n)];
        const stored = attachment && (await files.stat(attachment.fileId));
        if (!stored) throw notFound();
        // a browser shows PDFs itself; whatever else came along is only ever saved
        const contentType = stored.contentType === 'application/pdf' ? stored.contentType : 'application/octet-stream';
        const headers = {
          'Content-Disposition': contentDisposition('attachment', stored.filename),
          'Cache-Control': 'no-store',
        };
        return sendFile({ ...stored, contentType }, askedBy(ctx), headers);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/messages',
      operationId: 'listSendings',
      summary: 'Messages and how their sending went, the newest first',
      tags: ['staff: messages'],
      access: { staff: ['finance', 'operations'] },
      request: {
        query: z.strictObject({
          ...pageQuery,
          state: z.enum(messageStates).optional(),
          accountId: idSchema.optional(),
        }),
      },
      responses: { 200: sendingPage },
      handler: async ({ query: { state, accountId, ...wanted } }) => {
        const page = await queries.all({ state, accountId }, wanted);
        return ok({ ...page, items: page.items.map(sendingView) });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/messages/:id/resend',
      operationId: 'resendMessage',
      summary: 'Send a message again',
      tags: ['staff: messages'],
      access: { staff: ['finance', 'operations'] },
      idempotent: true,
      request: { params },
      responses: { 202: sendingSchema },
      problems: [404, 409],
      handler: async (ctx) => {
        const { id } = ctx.params;
        const again = await readForResending(needs, id);
        return ctx.transaction(async (tx) => accepted(sendingView(await resend(needs, tx, id, again))));
      },
    }),
  ];
}
