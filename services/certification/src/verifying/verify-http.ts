import { html, ok, type Problem, problem, route } from '@leerhuis/http-api';
import type { LocalisedText } from '@leerhuis/language';
import { z } from 'zod';
import { verificationPage } from './verification-page.ts';

export interface Verified {
  code: string;
  holder: { firstName: string; lastName: string };
  course: { title: LocalisedText };
  lines: { federation: string; accreditationNumber: string; minutes: number; points: number | null }[];
  completedAt: Date;
  issuedAt: Date;
  revokedAt?: Date | null;
}

export interface VerifyParts {
  attestByCode: (code: string) => Promise<Verified | null>;
  providerName: string;
  dayOf: (instant: Date) => string;
  /** What a program hears of a revoked one. */
  revoked: (day: string) => Problem;
}

/** Whatever somebody typed over: what cannot be a code is one that nobody has, and gets the same page. */
const codeField = z.string().max(500).meta({ description: 'As printed; small letters and no dashes will do' });

const verificationView = z
  .object({
    valid: z.literal(true),
    code: z.string(),
    issuedBy: z.string(),
    holder: z.string(),
    courseTitle: z.object({ nl: z.string(), fr: z.string().optional(), en: z.string().optional() }),
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
export function verifyRoutes(parts: VerifyParts) {
  function viewOf(attest: Verified): z.infer<typeof verificationView> {
    return {
      valid: true,
      code: attest.code,
      issuedBy: parts.providerName,
      holder: `${attest.holder.firstName} ${attest.holder.lastName}`,
      courseTitle: attest.course.title as z.infer<typeof verificationView>['courseTitle'],
      completedOn: parts.dayOf(attest.completedAt),
      issuedOn: parts.dayOf(attest.issuedAt),
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
        const attest = await parts.attestByCode(normalise(ctx.params.code));
        const asPage = wantsPage(ctx.header('accept'));
        const { locale } = ctx;
        const view = attest && viewOf(attest);
        const revokedOn = attest?.revokedAt ? parts.dayOf(attest.revokedAt) : null;
        // a person who scanned a false code gets a page that says so; a program, which may look at the status alone, a 404
        if (asPage) return html(verificationPage(view, revokedOn, locale), { Vary: 'Accept, Accept-Language' });
        if (revokedOn) throw parts.revoked(revokedOn);
        if (view) return ok(view, { Vary: 'Accept' });
        throw problem(404, 'unknown-attest', {
          detail: {
            nl: 'Er is geen attest met deze code.',
            fr: "Il n'y a pas d'attestation avec ce code.",
            en: 'There is no attest with this code.',
          },
        });
      },
    }),
  ];
}
