import { type AuditStore, auditIndexes } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import type { Provider } from '@leerhuis/provider';
import type { PartNeeds, Parts } from '@leerhuis/service-parts';
import type { Doorkeeper } from '../classroom.ts';
import type { Settings } from '../config.ts';
import type { NamesOf } from '../names-of.ts';
import type { TaughtBy } from '../taught-by.ts';
import { type Asking, askingCommands } from './asking-commands.ts';
import { askingRoutes } from './asking-http.ts';
import { learningAudit } from './learning-audit.ts';
import { auditInOneForm } from './migrate-audit.ts';
import { questionIndexes } from './question-store.ts';
import { teacherRoutes } from './teacher-http.ts';

export const askingNeeds = {
  indexes: { ...questionIndexes, ...auditIndexes },
  migrations: [auditInOneForm],
} satisfies Partial<PartNeeds>;

interface Needs extends Pick<Asking, 'questions' | 'courses'> {
  people: Asking['people'] & Parameters<typeof learningAudit>[1];
  namesOf: NamesOf;
  taughtBy: TaughtBy;
  door: Doorkeeper;
  audit: AuditStore;
  provider: Pick<Provider, 'brandOn'>;
}

/** Questions of learners, answered by teachers through the link in their mail, or by staff. */
export function openAsking({ outbox, newId }: Parts, settings: Settings, needs: Needs) {
  const { door, audit, provider, questions, people, courses, namesOf, taughtBy } = needs;
  const brandOn = (now: Date) => provider.brandOn(zonedDay(now, settings.TIME_ZONE));
  const commands = askingCommands({
    questions,
    people,
    courses,
    newId,
    note: audit.note,
    publicUrl: settings.PUBLIC_URL,
    perDay: settings.QUESTIONS_PER_DAY,
    linkDays: settings.ANSWER_LINK_DAYS,
    zone: settings.TIME_ZONE,
  });
  return {
    routes: askingRoutes({ commands, questions, door, namesOf, taughtBy }),
    routesOfOthers: [...teacherRoutes(commands, outbox.transaction, brandOn), ...learningAudit(audit, people)],
  };
}
