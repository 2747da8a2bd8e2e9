import { auditIndexes, auditStore } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import { coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1, sendMessage } from '@leerhuis/contracts';
import { textsInNfc } from '@leerhuis/migrations';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import { catalogueAudit } from './audit-trail/catalogue-audit.ts';
import { auditInOneForm } from './audit-trail/migrate-audit.ts';
import type { Settings } from './config.ts';
import { courseIndexes, courseStore } from './courses/course-store.ts';
import { editionsGo } from './courses/migrate-editions.ts';
import { staffCourseCommands } from './courses/staff-course-commands.ts';
import { staffCourseRoutes } from './courses/staff-course-http.ts';
import { creditPackageRoutes } from './credit-packages/credit-package-http.ts';
import { creditPackageIndexes, creditPackageStore } from './credit-packages/credit-package-store.ts';
import { runDemoCatalogue } from './demo-catalogue/run-demo-catalogue.ts';
import { importCommands } from './importing/import-commands.ts';
import { importRoutes } from './importing/import-http.ts';
import { importIndexes, importStore } from './importing/import-store.ts';
import { mediaCommands } from './media/media-commands.ts';
import { mediaRoutes } from './media/media-http.ts';
import { mediaIndexes, mediaStore } from './media/media-store.ts';
import { playRoutes } from './media/play-http.ts';
import { professionRoutes } from './professions/profession-http.ts';
import { courseRoutes } from './search/course-http.ts';
import { courseQueries } from './search/course-queries.ts';
import { suggestionCommands } from './suggestions/suggestion-commands.ts';
import { suggestionRoutes } from './suggestions/suggestion-http.ts';
import { suggestionIndexes, suggestionStore } from './suggestions/suggestion-store.ts';

const indexes = {
  ...auditIndexes,
  ...courseIndexes,
  ...creditPackageIndexes,
  ...importIndexes,
  ...mediaIndexes,
  ...suggestionIndexes,
};

/** To the database; a read of a video takes one for some milliseconds. */
const connectionsOfPlayers = 8;

export async function startCatalog(
  settings: Settings,
  stops: StopList,
  twin: Pick<PartNeeds, 'clock' | 'verifyToken'> = {},
): Promise<Served> {
  const parts = await openParts('catalog', settings, stops, {
    indexes,
    migrations: [auditInOneForm, editionsGo],
    publishes: [coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1],
    jobs: [sendMessage],
    ...twin,
  });
  const { database, outbox, relay, clock, newId, readiness } = parts;

  const dayOf = (instant: Date) => zonedDay(instant, settings.TIME_ZONE);
  const audit = auditStore(database, newId);
  const courses = courseStore(database);
  const packages = creditPackageStore(database);
  const imports = importStore(database);
  const media = mediaStore(database, await parts.files('media', connectionsOfPlayers));
  const suggestions = suggestionStore(database);

  const staff = staffCourseCommands({ courses, packages, audit });
  const importing = importCommands({
    courses,
    packages,
    imports,
    media,
    note: audit.note,
    newId,
  });
  const mediaWork = mediaCommands(media, audit.note);
  const suggesting = suggestionCommands(
    suggestions,
    {
      provider: { name: settings.PROVIDER_NAME, email: settings.PROVIDER_EMAIL },
      perHour: settings.SUGGESTIONS_PER_HOUR,
    },
    newId,
  );

  const demo = { isThere: !settings.DEMO_CATALOGUE, isTold: !settings.DEMO_CATALOGUE };
  readiness.watch('demo catalogue', async () => {
    demo.isTold ||= demo.isThere && (await relay.isEmpty());
    return demo.isTold;
  });

  await parts.migrate(textsInNfc(['courses', 'creditPackages', 'suggestions']));

  const served = await parts.serve({
    title: 'Catalogue',
    routes: [
      ...professionRoutes(dayOf),
      ...courseRoutes(courseQueries(database), dayOf),
      ...creditPackageRoutes(packages),
      ...playRoutes({
        media,
        trailerOf: async (courseId) => (await courses.get(courseId))?.trailer ?? null,
        signingKey: settings.MEDIA_SIGNING_KEY,
      }),
      ...mediaRoutes({ media, commands: mediaWork, signingKey: settings.MEDIA_SIGNING_KEY }),
      ...suggestionRoutes(suggesting, suggestions),
      ...staffCourseRoutes(courses, staff),
      ...importRoutes(importing, imports),
      ...catalogueAudit(audit),
    ],
  });

  if (settings.DEMO_CATALOGUE) {
    const by = 'start';
    await runDemoCatalogue({
      addMedia: async (name, bytes) => {
        const described = mediaWork.describe(name, bytes, clock());
        await mediaWork.keepBytes(described, bytes);
        await outbox.transaction((tx) => mediaWork.add(tx, described, by));
      },
      importJson: async (bytes) => {
        const request = { by, contentType: 'application/json' as const, bytes };
        if (await importing.wasImported(request)) return;
        const file = await importing.read(request);
        const { counts } = await outbox.transaction((tx) => importing.import(tx, request, file));
        if (counts.refused > 0) throw new Error(`${counts.refused} rows of the demo catalogue are refused`);
      },
    });
    demo.isThere = true;
  }
  return served;
}
