import { accountRegisteredV1, activationGrantedV1, coursePublishedV1, newEvent } from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { eventually, publishEvents } from '@leerhuis/testkit';
import { type BuiltService, startBuiltService } from './built-service.ts';
import type { CleanUp } from './clean-up.ts';
import { accountSnapshot, activationSnapshot, classroomSnapshot } from './snapshots.ts';

export interface Classrooms {
  service: BuiltService;
  learners: { accountId: string; enrolmentId: string }[];
  /** How many documents a collection of the service has. */
  count(collection: string): Promise<number>;
}

export function startLearning(undo: CleanUp): Promise<BuiltService> {
  const env = { MEDIA_SIGNING_KEY: 'a key of the benchmark, longer than thirty-two' };
  return startBuiltService({ name: 'learning', folder: 'services/learning', env }, undo);
}

/** The built learning service, with so many learners who each have a classroom for the same course. */
export async function openClassrooms(learners: number, undo: CleanUp): Promise<Classrooms> {
  const service = await startLearning(undo);
  const course = classroomSnapshot();
  const accounts = Array.from({ length: learners }, () => accountSnapshot());
  const activations = accounts.map(({ accountId }) => activationSnapshot(accountId, course.courseId));
  const time = new Date();
  await publishEvents(
    service.namespace,
    [coursePublishedV1, accountRegisteredV1, activationGrantedV1],
    [
      newEvent(coursePublishedV1, { id: newId(), subject: course.courseId, time, data: course }),
      ...accounts.map((data) => newEvent(accountRegisteredV1, { id: newId(), subject: data.accountId, time, data })),
      ...activations.map((data) =>
        newEvent(activationGrantedV1, { id: newId(), subject: data.activationId, time, data }),
      ),
    ],
  );
  const count = (collection: string) => service.database.connection.collection(collection).countDocuments();
  await eventually(async () => (await count('enrolments')) === learners && (await count('courses')) === 1, {
    within: 60_000,
  });
  return {
    service,
    learners: activations.map(({ accountId, activationId }) => ({ accountId, enrolmentId: activationId })),
    count,
  };
}
