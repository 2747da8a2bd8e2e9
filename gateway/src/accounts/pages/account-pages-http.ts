import {
  formBody,
  invalidRequest,
  type PageFrame,
  Problem,
  plainPageStyle,
  plainPageStylePath,
  type RawBody,
  readForm,
  redirect,
  route,
} from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { z } from 'zod';
import { hashSecret } from '../../secrets.ts';
import { type AccountKeeping, confirmAccount } from '../account-commands.ts';
import { linkDoesNotWork } from '../account-problems.ts';
import type { TokenPurpose } from '../account-store.ts';
import { resetPassword } from '../password-reset-commands.ts';
import { pageAnswer, pageOr, pageParams, reasons, refusedPage } from './answer-page.ts';
import { confirmForm, donePage, resetForm } from './page.ts';

export interface AccountPageNeeds extends AccountKeeping {
  /** How the provider shows itself at this moment. */
  brandOn: (now: Date) => { name: string; colour: string };
}

const confirmBody = formBody('The button of the form', z.looseObject({ confirm: z.literal('yes').optional() }));
const resetBody = formBody('What the form holds', z.looseObject({ password: z.string().min(1).max(200) }));

function field(body: RawBody, name: string): string {
  const form = readForm(body.bytes);
  if (!form) throw invalidRequest([{ field: name, message: unreadable }]);
  return form.get(name) ?? '';
}

const unreadable = {
  nl: 'Verkeerd gecodeerd of met verboden tekens',
  fr: 'Mal encodé ou avec des caractères interdits',
  en: 'Wrongly encoded or with forbidden characters',
};

/** The form would be of no use any more. */
function isDeadLink(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}

interface Followed {
  params: { token: string };
  now: Date;
  readIn(locale: Locale): void;
}

/** Refuses a link that doesn't work (any more); uses nothing up. What follows is in the language of whose link it is. */
async function demandLink(keeping: AccountKeeping, followed: Followed, purpose: TokenPurpose): Promise<void> {
  const { params, now } = followed;
  const owner = await keeping.tokens.owner(hashSecret(params.token), purpose, now);
  if (!owner) throw linkDoesNotWork();
  const account = await keeping.accounts.byId(owner);
  if (account) followed.readIn(account.locale);
}

/**
 * The pages behind the links in mails, for whoever clicks them. Opening one changes nothing (mail scanners open links too):
 * the button does.
 */
export function accountPageRoutes(keeping: AccountPageNeeds) {
  const frameOf = ({ locale, now }: { locale: Locale; now: Date }): PageFrame => {
    return { locale, brand: keeping.brandOn(now).name };
  };
  const common = { tags: ['pages'] as const, access: 'anyone' as const };
  return [
    route({
      ...common,
      method: 'get',
      path: plainPageStylePath,
      operationId: 'getPageStyle',
      summary: 'Style of the pages behind links',
      responses: { 200: { description: 'A style sheet', contentType: 'text/css' } },
      handler: ({ now }) => ({
        status: 200,
        headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
        raw: plainPageStyle(keeping.brandOn(now).colour),
      }),
    }),
    route({
      ...common,
      method: 'get',
      path: '/orders/:id',
      operationId: 'goToPaymentPage',
      summary: 'Where somebody who paid was sent before: leads to the page that says how the payment stands',
      request: {
        params: z.strictObject({ id: z.string().max(500) }),
        query: z.looseObject({ payment: z.string().max(500).optional(), key: z.string().max(500).optional() }),
      },
      responses: { 303: { description: 'To the page', headers: { Location: 'Where it is' } } },
      handler: ({ params: { id }, query: { payment, key } }) => {
        const query = new URLSearchParams({ ...(payment ? { payment } : {}), ...(key ? { key } : {}) });
        const path = `/api/v1/orders/${encodeURIComponent(id)}/payment-page`;
        return redirect(query.size > 0 ? `${path}?${query}` : path);
      },
    }),
    route({
      ...common,
      method: 'get',
      path: '/account/confirm/:token',
      operationId: 'showConfirmPage',
      summary: 'Page to confirm an e-mail address',
      request: { params: pageParams },
      responses: { 200: pageAnswer },
      handler: (ctx) =>
        pageOr(
          async () => {
            await demandLink(keeping, ctx, 'confirm-email');
            return confirmForm(frameOf(ctx));
          },
          (error) => refusedPage(error, frameOf(ctx)),
        ),
    }),
    route({
      ...common,
      method: 'post',
      path: '/account/confirm/:token',
      operationId: 'confirmOnPage',
      summary: 'Confirm an e-mail address on its page',
      request: { params: pageParams, body: confirmBody },
      responses: { 200: pageAnswer },
      handler: (ctx) =>
        pageOr(
          async () => {
            const { token } = ctx.params;
            await demandLink(keeping, ctx, 'confirm-email');
            if (!(await keeping.transaction((tx) => confirmAccount(keeping, tx, token)))) throw linkDoesNotWork();
            return donePage(frameOf(ctx), 'confirmDone');
          },
          (error) => refusedPage(error, frameOf(ctx)),
        ),
    }),
    route({
      ...common,
      method: 'get',
      path: '/account/password/:token',
      operationId: 'showResetPage',
      summary: 'Page to choose a new password (C-3)',
      request: { params: pageParams },
      responses: { 200: pageAnswer },
      handler: (ctx) =>
        pageOr(
          async () => {
            await demandLink(keeping, ctx, 'reset-password');
            return resetForm(frameOf(ctx));
          },
          (error) => refusedPage(error, frameOf(ctx)),
        ),
    }),
    route({
      ...common,
      method: 'post',
      path: '/account/password/:token',
      operationId: 'resetOnPage',
      summary: 'Choose a new password on its page (C-3)',
      request: { params: pageParams, body: resetBody },
      responses: { 200: pageAnswer },
      handler: (ctx) =>
        pageOr(
          async () => {
            const { params, body, ip, now } = ctx;
            await demandLink(keeping, ctx, 'reset-password');
            await resetPassword(keeping, { token: params.token, password: field(body, 'password'), ip, now });
            return donePage(frameOf(ctx), 'resetDone');
          },
          (error) =>
            isDeadLink(error) ? refusedPage(error, frameOf(ctx)) : resetForm(frameOf(ctx), reasons(error, ctx.locale)),
        ),
    }),
  ];
}
