import { auditIndexes, auditStore } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import { coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1, sendMessage } from '@leerhuis/contracts';
import { textsInNfc } from '@leerhuis/migrations';
import { followSettings, settingsIndexes } from '@leerhuis/provider/follow-settings';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import { catalogueAudit } from './audit-trail/catalogue-audit.ts';
import { auditInOneForm } from './audit-trail/migrate-audit.ts';
import type { Settings } from './config.ts';
import { courseIndexes } from './courses/course-store.ts';
import { openCourses } from './courses/courses.ts';
import { editionsGo } from './courses/migrate-editions.ts';
import { creditPackageRoutes } from './credit-packages/credit-package-http.ts';
import { creditPackageIndexes, creditPackageStore } from './credit-packages/credit-package-store.ts';
import { openDemoCatalogue } from './demo-catalogue/run-demo-catalogue.ts';
import { importIndexes } from './importing/import-store.ts';
import { openImporting } from './importing/importing.ts';
import { openMedia } from './media/media.ts';
import { mediaIndexes } from './media/media-store.ts';
import { professionRoutes } from './professions/profession-http.ts';
import { courseRoutes } from './search/course-http.ts';
import { courseQueries } from './search/course-queries.ts';
import { suggestionCommands } from './suggestions/suggestion-commands.ts';
import { suggestionRoutes } from './suggestions/suggestion-http.ts';
import { suggestionIndexes, suggestionStore } from './suggestions/suggestion-store.ts';

const needs = {
  indexes: {
    ...auditIndexes,
    ...courseIndexes,
    ...creditPackageIndexes,
    ...importIndexes,
    ...mediaIndexes,
    ...suggestionIndexes,
    ...settingsIndexes,
  },
  migrations: [auditInOneForm, editionsGo],
  publishes: [coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1],
  jobs: [sendMessage],
} satisfies PartNeeds;

export async function startCatalog(
  settings: Settings,
  stops: StopList,
  twin: Pick<PartNeeds, 'clock' | 'verifyToken'> = {},
): Promise<Served> {
  const parts = await openParts('catalog', settings, stops, { ...needs, ...twin });
  const { database, newId } = parts;
  const { settings: provider, onSettingsChanged } = await followSettings(parts);
  const dayOf = (instant: Date) => zonedDay(instant, settings.TIME_ZONE);

  const audit = auditStore(database, newId);
  const packages = creditPackageStore(database);
  const courses = openCourses(parts, { packages, audit });
  const media = await openMedia(parts, { courses: courses.store, audit, signingKey: settings.MEDIA_SIGNING_KEY });
  const siblings = { courses: courses.store, packages, media: media.store, audit };
  const importing = openImporting(parts, { ...siblings, provider, dayOf });
  const suggestions = suggestionStore(database);
  const demo = openDemoCatalogue(parts, settings, media.commands, importing.commands);

  await parts.migrate(textsInNfc(['courses', 'creditPackages', 'suggestions']));
  const served = await parts.serve({
    title: 'Catalogue',
    routes: [
      ...professionRoutes(provider, dayOf),
      ...courseRoutes(courseQueries(database), dayOf),
      ...creditPackageRoutes(packages),
      ...media.routes,
      ...suggestionRoutes(suggestionCommands(suggestions, { settings, provider, dayOf, newId }), suggestions),
      ...courses.routes,
      ...importing.routes,
      ...catalogueAudit(audit),
    ],
  });
  await demo.fill();
  // without the broker all is answered, by the settings that are known
  await parts.subscribe([onSettingsChanged]);
  return served;
}
