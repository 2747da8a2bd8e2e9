import { addYears, startOfDay } from '@leerhuis/calendar';
import { dateSchema, file, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { whoseAttests } from '../whose.ts';
import { type Archiving, archiveOf } from './archive.ts';
import { archiveRefused } from './archive-problems.ts';

/** The longest that any federation counts over: three calendar years, of accountants. */
const mostYears = 3;

export function archiveRoutes(archiving: Archiving) {
  return [
    route({
      method: 'get',
      path: '/api/v1/attests/archive',
      operationId: 'downloadAttests',
      summary: 'The PDFs of all attests that were issued in a period, as one archive (zip)',
      description:
        'A person gets their own; who acts for an organisation, of courses that were taken for it, those of all its people with the right ' +
        '`see-results`, else their own. A list of what is in it goes with them, as a workbook. Revoked attests are not in it. While some are ' +
        'still being laid out, 503 says how many, and when to ask again; without any there is no archive (404). ' +
        'The size is told before, so that progress can be shown.',
      tags: ['attests'],
      access: { owner: 'see-organisation' },
      request: {
        query: z.strictObject({
          from: dateSchema.meta({ description: 'First day on which they were issued' }),
          to: dateSchema.meta({ description: `Last day; the period has ${mostYears} years at most` }),
        }),
      },
      responses: { 200: { description: 'The archive', contentType: 'application/zip' } },
      problems: [404, 422],
      handler: async ({ actor, query, locale, now }) => {
        const { from, to } = query;
        if (to < from) throw archiveRefused({ refused: 'backwards' });
        if (to >= yearsAfter(from)) throw archiveRefused({ refused: 'too-long', mostYears });
        const archive = await archiveOf(archiving, whoseAttests(actor), { from, to }, { locale, now });
        if ('refused' in archive) throw archiveRefused(archive);
        return file({ ...archive, contentType: 'application/zip' });
      },
    }),
  ];
}

const yearsAfter = (day: string): string =>
  addYears(startOfDay(day, 'UTC'), mostYears, 'UTC').toISOString().slice(0, 10);
