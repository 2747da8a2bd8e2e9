import type { ProfessionCode } from '@leerhuis/federations';
import type { Locale } from '@leerhuis/language';
import { type Connection, databaseOf } from '@leerhuis/mongo';

type Doc = { _id: string; [field: string]: unknown };
/** Ids that no two starts give twice. */
const idOf = (n: number) => `0190d3a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const readers: [name: string, locale: Locale, professions: ProfessionCode[]][] = [
  ['notaris', 'nl', ['notary']],
  ['expert', 'fr', ['accountant']],
  ['agent', 'en', ['estate-agent']],
  ['jurist', 'nl', []],
];

const sent = {
  nl: {
    subject: 'Nieuw in het najaar: huurrecht en verkoop',
    blocks: [
      { kind: 'heading', text: 'Twee nieuwe videocursussen' },
      { kind: 'paragraph', text: 'Vanaf nu volgt u twee nieuwe cursussen wanneer het u past, met attest.' },
      { kind: 'list', items: ['Huurrecht in de praktijk', 'De onderhandse verkoopovereenkomst'] },
      { kind: 'link', text: 'Naar het aanbod', url: 'https://leerhuis.example' },
    ],
  },
  fr: {
    subject: 'Nouveau cet automne : le bail et la vente',
    blocks: [
      { kind: 'heading', text: 'Deux nouveaux cours vidéo' },
      {
        kind: 'paragraph',
        text: 'Suivez dès maintenant deux nouveaux cours quand cela vous convient, avec attestation.',
      },
      { kind: 'link', text: 'Voir l’offre', url: 'https://leerhuis.example' },
    ],
  },
};
const draft = {
  nl: {
    subject: 'Eindejaar: haal uw uren op tijd',
    blocks: [{ kind: 'paragraph', text: 'Nog enkele weken om uw opleidingsuren van dit jaar te halen.' }],
  },
};

/** Subscribers without account, a newsletter that they got and a draft, for show; what is there stays as it is. */
export async function addDemoNewsletters(connection: Connection, newToken: () => string, now: Date): Promise<void> {
  const db = databaseOf(connection);
  const at = new Date(now.getTime() - 30 * 86_400_000);
  const add = (collection: string, { _id, ...doc }: Doc) =>
    db.collection<Doc>(collection).updateOne({ _id }, { $setOnInsert: doc }, { upsert: true });
  const written = {
    fallback: 'nl',
    audience: { professions: [], locales: [] },
    createdAt: at,
    createdBy: 'demo',
    createdByName: 'Griet Willems',
    changedAt: at,
  };
  const [first, second] = [idOf(1), idOf(2)];
  const past = { revision: 4, state: 'sent', scheduledFor: at, startedAt: at, endedAt: at, recipients: readers.length };
  const open = { revision: 1, state: 'draft', scheduledFor: null, startedAt: null, endedAt: null, recipients: null };
  await add('newsletters', { _id: first, ...written, ...past, texts: sent });
  await add('newsletters', { _id: second, ...written, ...open, texts: draft });
  for (const [n, [name, locale, professions]] of readers.entries()) {
    const id = idOf(100 + n);
    const email = `${name}@lezers.leerhuis.test`;
    const consent = { way: 'double-opt-in', at, askedAt: at, textVersion: '2026-12' };
    await add('newsletterSubscriptions', {
      ...{ _id: id, accountId: null, email, subscribed: true, changedAt: at, token: newToken(), formerTokens: [] },
      ...{
        locale,
        localeChosen: true,
        professions,
        professionsChosen: professions.length > 0,
        consent,
        name: null,
        revision: 0,
      },
    });
    const writtenIn = locale === 'fr' ? 'fr' : 'nl';
    await add('newsletterDeliveries', {
      ...{ _id: `${first}:${id}`, newsletterId: first, subscriptionId: id, email, locale: writtenIn, state: 'sent' },
      ...{ reason: null, attempts: 1, notBefore: at, firstTriedAt: null, at },
    });
  }
}
