import { eachDocument } from '@leerhuis/migrations';

interface Kept {
  _id: string;
  activationId: string;
  accountId?: string;
}

/** Attests were known by their activation alone. */
export const attestsNameLearners = eachDocument<Kept>({
  id: 'attests-name-learners',
  what: 'copies of attests name the learner and the course',
  collection: 'attestCopies',
  only: { accountId: { $exists: false } },
  async change({ _id, activationId }, { db }) {
    const activations = db.collection<{ _id: string; accountId: string; courseId: string }>('activations');
    const activation = await activations.findOne({ _id: activationId });
    if (!activation) return false;
    const { accountId, courseId } = activation;
    await db.collection<Kept>('attestCopies').updateOne({ _id }, { $set: { accountId, courseId } });
    return true;
  },
});
