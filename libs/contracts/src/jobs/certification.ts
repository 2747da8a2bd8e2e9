import { z } from 'zod';
import { defineJob } from '../contract.ts';
import { id } from '../shapes.ts';

export const layOutAttest = defineJob({
  queue: 'certification.lay-out-attest',
  worker: 'certification',
  meaning: 'Lay out an attest as PDF and keep it, for its holder and the organisation that it was got for.',
  data: z.object({ attestId: id, accountId: id }),
  whose: ({ accountId }) => accountId,
});
