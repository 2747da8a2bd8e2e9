import { activationGrantedV1, activationRevokedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { EnrolmentCommands } from './enrolment-commands.ts';

export function onActivation(commands: EnrolmentCommands) {
  return [
    on(activationGrantedV1, ({ data }, tx) =>
      commands.open(tx, {
        id: data.activationId,
        accountId: data.accountId,
        courseId: data.courseId,
        activatedAt: new Date(data.activatedAt),
        accessUntil: new Date(data.accessUntil),
      }),
    ),
    on(activationRevokedV1, ({ data }, tx) => commands.close(tx, data.activationId, new Date(data.revokedAt))),
  ];
}
