import { html, ok, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import { attestRevoked, attestUnknown } from './attest-problems.ts';
import type { Attesting } from './attesting.ts';
import type { Attest } from './domain/attest.ts';
import { verificationPage } from './verification-page.ts';

/** Whatever somebody typed over: what cannot be a code is one that nobody has, and gets the same page. */
const codeField = z.string().max(500).meta({ description: 'As printed; small letters and no dashes will do' });

const verificationView = z
  .object({
    valid: z.literal(true),
    code: z.string(),
    issuedBy: z.string(),
    holder: z.string(),
    title: z.string().optional().meta({ description: 'Of the course, in the language that is asked for' }),
    courseTitle: z
      .object({ nl: z.string(), fr: z.string().optional(), en: z.string().optional() })
      .meta({ deprecated: true, description: 'In all its languages; `title` is the one to show' }),
    completedOn: z.iso.date(),
    issuedOn: z.iso.date(),
    federations: z.array(
      z.object({
        federation: z.string(),
        accreditationNumber: z.string(),
        minutes: z.int(),
        points: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Verification' });

function normalise(code: string): string {
  const letters = code.toUpperCase().replace(/[-\s]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** Whether a browser asks rather than a program. */
function wantsPage(accept: string | undefined): boolean {
  const kinds = (accept ?? '').split(',').map((kind) => kind.split(';')[0]?.trim());
  const page = kinds.indexOf('text/html');
  const json = kinds.indexOf('application/json');
  return page >= 0 && (json < 0 || page < json);
}

/** Anyone with the code of an attest may check that it is real; no more is shown than is printed on it. */
export function verifyRoutes({ attests, provider, dayOf }: Attesting) {
  function viewOf(attest: Attest, locale: Locale): z.infer<typeof verificationView> {
    return {
      valid: true,
      code: attest.code,
      issuedBy: provider.identityOn(dayOf(attest.issuedAt)).name,
      holder: `${attest.holder.firstName} ${attest.holder.lastName}`,
      title: inLocale(attest.course.title, locale),
      courseTitle: attest.course.title as z.infer<typeof verificationView>['courseTitle'],
      completedOn: dayOf(attest.completedAt),
      issuedOn: dayOf(attest.issuedAt),
      federations: attest.lines.map(({ federation, accreditationNumber, minutes, points }) => ({
        federation,
        accreditationNumber,
        minutes,
        points,
      })),
    };
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/verify/:code',
      operationId: 'verifyAttest',
      summary: 'Check an attest by its code; a page for browsers, JSON for programs',
      tags: ['attests'],
      access: 'anyone',
      request: { params: z.strictObject({ code: codeField }) },
      responses: {
        200: {
          description: 'The attest is real and counts; the page also says when it is not, or was revoked',
          contentType: ['application/json', 'text/html'],
          schema: verificationView,
        },
      },
      problems: [404, 410],
      handler: async (ctx) => {
        const attest = await attests.byCode(normalise(ctx.params.code));
        const asPage = wantsPage(ctx.header('accept'));
        const frame = { locale: ctx.locale, brand: provider.brandOn(dayOf(ctx.now)).name };
        const view = attest && viewOf(attest, ctx.locale);
        const revokedOn = attest?.revokedAt ? dayOf(attest.revokedAt) : null;
        // a person who scanned a false code gets a page that says so; a program, which may look at the status alone, a 404
        if (asPage) return html(verificationPage(view, revokedOn, frame), { Vary: 'Accept, Accept-Language' });
        if (revokedOn) throw attestRevoked(revokedOn);
        if (view) return ok(view, { Vary: 'Accept, Accept-Language' });
        throw attestUnknown();
      },
    }),
  ];
}
