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
import { staffCourseRoutes } from './courses/staff-course-http.ts';
import { creditPackageRoutes } from './credit-packages/credit-package-http.ts';
import { creditPackageIndexes } from './credit-packages/credit-package-store.ts';
import { openDemoCatalogue } from './demo-catalogue/demo-catalogue.ts';
import { documentRoutes } from './documents/document-http.ts';
import { documentIndexes } from './documents/document-store.ts';
import { openDocuments } from './documents/documents.ts';
import { openRoutes } from './documents/open-http.ts';
import { importRoutes } from './importing/import-http.ts';
import { importIndexes } from './importing/import-store.ts';
import { openImporting } from './importing/importing.ts';
import { openMedia } from './media/media.ts';
import { mediaRoutes } from './media/media-http.ts';
import { mediaIndexes } from './media/media-store.ts';
import { playRoutes } from './media/play-http.ts';
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
    ...documentIndexes,
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
  const offering = openCourses(parts, audit);
  const showing = await openMedia(parts, { ...offering, signingKey: settings.MEDIA_SIGNING_KEY });
  const handing = await openDocuments(parts, { ...offering, signingKey: settings.MEDIA_SIGNING_KEY });
  const uploads = { media: showing.media, documents: handing.documents };
  const importing = openImporting(parts, { ...offering, ...uploads, provider, dayOf });
  const suggestions = suggestionStore(database);
  const demo = openDemoCatalogue(parts, settings, { showing, handing, importing });

  await parts.migrate(textsInNfc(['courses', 'creditPackages', 'suggestions']));
  const served = await parts.serve({
    title: 'Catalogue',
    routes: [
      ...professionRoutes(provider, dayOf),
      ...courseRoutes(courseQueries(database), provider, dayOf),
      ...creditPackageRoutes(offering.packages, provider, dayOf),
      ...playRoutes(showing),
      ...mediaRoutes(showing),
      ...openRoutes(handing),
      ...documentRoutes(handing),
      ...suggestionRoutes(suggestionCommands(suggestions, { settings, provider, dayOf, newId }), suggestions),
      ...staffCourseRoutes(offering),
      ...importRoutes(importing),
      ...catalogueAudit(audit),
    ],
  });
  await demo.fill();
  // without the broker all is answered, by the settings that are known
  await parts.subscribe([onSettingsChanged]);
  return served;
}
