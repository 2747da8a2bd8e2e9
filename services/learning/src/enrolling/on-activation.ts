import { activationGrantedV1, activationRevokedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { EnrolmentCommands } from './enrolment-commands.ts';

export function onActivation(commands: EnrolmentCommands) {
  return [
    on(activationGrantedV1, ({ data }, tx) => {
      const { activationId: id, accountId, courseId, orderId, organisationId = null } = data;
      const [activatedAt, accessUntil] = [new Date(data.activatedAt), new Date(data.accessUntil)];
      return commands.open(tx, { id, accountId, courseId, organisationId, activatedAt, accessUntil }, orderId);
    }),
    on(activationRevokedV1, ({ data }, tx) => commands.close(tx, data.activationId, new Date(data.revokedAt))),
  ];
}
