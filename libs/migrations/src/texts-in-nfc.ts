import { isDuplicateKey } from '@leerhuis/mongo';
import type { mongo } from 'mongoose';
import { eachDocument } from './each-document.ts';
import type { Migration } from './migration.ts';

type Document = Record<string, unknown> & { _id: string };

/**
 * Migrations that bring the texts of these collections into NFC, so that what looks the same is the same. A document that would
 * become the same as another by that (an index says so) stays as it is, for staff to decide.
 */
export function textsInNfc(collections: readonly string[]): Migration[] {
  return collections.map((collection) =>
    eachDocument<Document>({
      id: `texts-in-nfc-${collection}`,
      what: `texts of ${collection}: letters and their accents in one`,
      collection,
      change: async (document, { db, leave }) => {
        const { _id, ...fields } = document;
        const changed = Object.entries(fields).filter(([, value]) => inNfc(value) !== value);
        if (changed.length === 0) return false;
        // what was changed meanwhile is in NFC, or is seen by the next pass
        const unchanged = { _id, ...Object.fromEntries(changed) } as mongo.Filter<Document>;
        const update = { $set: Object.fromEntries(changed.map(([name, value]) => [name, inNfc(value)])) };
        try {
          const { modifiedCount } = await db.collection<Document>(collection).updateOne(unchanged, update);
          return modifiedCount === 1;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          leave(_id, 'it would become the same as another');
          return false;
        }
      },
    }),
  );
}

/** The value with its texts in NFC; the very same one when they are so already. */
function inNfc(value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value.normalize('NFC');
    return text === value ? value : text;
  }
  if (Array.isArray(value)) {
    const items = value.map(inNfc);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, inNfc(field)] as const);
  const isSame = fields.every(([name, field]) => field === (value as Record<string, unknown>)[name]);
  return isSame ? value : Object.fromEntries(fields);
}
