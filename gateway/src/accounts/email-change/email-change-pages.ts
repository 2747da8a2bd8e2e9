import { formBody, type PageFrame, route } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { z } from 'zod';
import { linkDoesNotWork } from '../account-problems.ts';
import type { Account } from '../domain/account.ts';
import { pageAnswer, pageOr, pageParams, refusedPage } from '../pages/answer-page.ts';
import { donePage, emailForm } from '../pages/page.ts';
import { confirmEmailChange, type EmailChanging, emailChangeOf } from './email-change-commands.ts';
import { emailRefused } from './email-change-problems.ts';

const confirmBody = formBody('The button of the form', z.looseObject({ confirm: z.literal('yes').optional() }));
const path = '/account/email/:token';

interface Followed {
  params: { token: string };
  locale: Locale;
  now: Date;
  readIn(locale: Locale): void;
}

/** Behind the link that confirms a new address. Opening it changes nothing: the button does. */
export function emailChangePageRoutes(keeping: EmailChanging & { brandOn: (now: Date) => { name: string } }) {
  const frameOf = ({ locale, now }: Followed): PageFrame => ({ locale, brand: keeping.brandOn(now).name });
  const common = { path, tags: ['pages'] as const, access: 'anyone' as const, responses: { 200: pageAnswer } };

  /** @throws Problem 404; what follows is in the language of whose link it is */
  async function demandLink(followed: Followed): Promise<Account> {
    const account = await emailChangeOf(keeping, followed.params.token, followed.now);
    if (!account) throw linkDoesNotWork();
    followed.readIn(account.locale);
    return account;
  }

  return [
    route({
      ...common,
      method: 'get',
      operationId: 'showEmailChangePage',
      summary: 'Page to confirm a new e-mail address (B-4)',
      request: { params: pageParams },
      handler: (ctx) =>
        pageOr(
          async () => {
            const { emailChange } = await demandLink(ctx);
            return emailForm(frameOf(ctx), emailChange?.email ?? '');
          },
          (error) => refusedPage(error, frameOf(ctx)),
        ),
    }),
    route({
      ...common,
      method: 'post',
      operationId: 'confirmEmailChangeOnPage',
      summary: 'Confirm a new e-mail address on its page (B-4)',
      request: { params: pageParams, body: confirmBody },
      handler: (ctx) =>
        pageOr(
          async () => {
            await demandLink(ctx);
            const confirmed = await keeping.transaction((tx) => confirmEmailChange(keeping, tx, ctx.params.token));
            if ('refused' in confirmed) throw emailRefused(confirmed);
            return donePage(frameOf(ctx), confirmed.byStaff ? 'emailDoneByStaff' : 'emailDone');
          },
          (error) => refusedPage(error, frameOf(ctx)),
        ),
    }),
  ];
}
