import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { allEvents, type CloudEvent, keepingOf, keptTopics } from './index.ts';

/**
 * Text in topics that keep their facts for ever, with the reason why it says nothing of a person. What isn't listed here
 * must not be there: ids, enumerations, days and instants need no reason.
 */
const allowed: Record<string, string> = {
  'catalog.credit-package code': 'of a package on offer',
  'catalog.credit-package title': 'of a package on offer',
  'gateway.settings records.name': "the provider's own, on each of its documents",
  'gateway.settings records.street': "the provider's own, on each of its documents",
  'gateway.settings records.postalCode': "the provider's own, on each of its documents",
  'gateway.settings records.city': "the provider's own, on each of its documents",
  'gateway.settings records.country': "the provider's own, on each of its documents",
  'gateway.settings records.vatNumber': "the provider's own, on each of its documents",
  'gateway.settings records.registerOfLegalEntities': "the provider's own, on each of its documents",
  'gateway.settings records.iban': "the provider's own, on each of its documents",
  'gateway.settings records.bic': "the provider's own, on each of its documents",
  'gateway.settings records.email': "the provider's own, on its site and in each of its mails",
  'gateway.settings records.website': "the provider's own, on each of its documents",
  'gateway.settings records.id': 'of a record of the settings',
  'gateway.settings records.source': 'the law or decision that a setting comes from',
  'gateway.settings records.colour': 'of buttons and headings',
  'gateway.settings records.exemptionGround': 'an article of the law',
  'gateway.settings records.consent.version': 'of a text',
  'gateway.settings records.consent.text': 'what a consumer agrees to, the same for all',
  'gateway.settings records.days.reason': 'why the provider is closed',
  'orders.order lines.title': 'of what was on offer',
  'orders.order line.title': 'of what was on offer',
  'orders.order proFormaNumber': 'given by us, in series',
  'orders.order invoiceNumber': 'given by us, in series',
};

interface Schema {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  maxLength?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

const inLanguages = ['nl', 'fr', 'en'];

/** Where free text may stand, by its path without list places and languages. */
function textsOf(schema: Schema, path: string[] = []): string[] {
  const within = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (within.length > 0) return within.flatMap((one) => textsOf(one, path));
  if (schema.enum || schema.const !== undefined) return [];
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, one]) =>
      textsOf(one, inLanguages.includes(name) ? path : [...path, name]),
    );
  if (schema.items) return textsOf(schema.items, path);
  if (['integer', 'number', 'boolean', 'null'].includes(schema.type ?? '')) return [];
  if (schema.format === 'date' || schema.format === 'date-time') return [];
  const isId = schema.type === 'string' && /Id$/.test(path.at(-1) ?? '') && schema.maxLength === 100;
  return isId ? [] : [path.join('.')];
}

const forEver = allEvents.filter(({ topic }) => keepingOf(topic) === 'for-ever');
const advice =
  'text in a topic that keeps for ever: leave it out and carry an id, keep the topic otherwise (keeping.ts), or add it here with the reason why it says nothing of a person';

describe('personal data does not live in Kafka for ever', () => {
  it('each topic is said to keep its facts in one of the ways, and no other is spoken of', () => {
    expect(new Set(keptTopics)).toEqual(new Set(allEvents.map(({ topic }) => topic)));
    expect(keepingOf('somewhere.else')).toBe('30-days');
  });

  it.each(forEver.map((contract) => [contract.type, contract] as const))(
    '%s has no text but what is known',
    (_, one) => {
      const schema = z.toJSONSchema(one.data, { io: 'output' }) as Schema;
      const texts = [...new Set(textsOf(schema))].map((path) => `${one.topic} ${path}`);
      expect({ unknown: texts.filter((text) => !(text in allowed)), advice }).toEqual({ unknown: [], advice });
    },
  );

  it('no reason outlives the text that it is for', () => {
    const texts = new Set(
      forEver.flatMap(({ topic, data }) =>
        textsOf(z.toJSONSchema(data, { io: 'output' }) as Schema).map((path) => `${topic} ${path}`),
      ),
    );
    expect(Object.keys(allowed).filter((text) => !texts.has(text))).toEqual([]);
  });

  it('no sample of such a topic looks like a person: no address of e-mail, phone, or field that is named for it', () => {
    const folder = new URL('../samples/', import.meta.url);
    const personal = /e-?mail|phone|street|postal|city|firstName|lastName|^name$|memberNumber|birth|address|iban/i;
    const found = readdirSync(folder)
      .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Partial<CloudEvent>)
      .flatMap(({ type, data }) =>
        forEver.filter((contract) => contract.type === type).map((one) => [one, data] as const),
      )
      .flatMap(([{ topic }, data]) =>
        leavesOf(data)
          .filter(([path, value]) => personal.test(path.at(-1) ?? '') || /@|^\+?\d[\d /.-]{8,}$/.test(String(value)))
          .map(([path]) => `${topic} ${path.filter((name) => !inLanguages.includes(name)).join('.')}`),
      )
      .filter((place) => !(place in allowed) && !/At$|Id$|dueDate$|validFrom$|\.day$|amount$/.test(place));
    expect([...new Set(found)]).toEqual([]);
  });
});

function leavesOf(value: unknown, path: string[] = []): [string[], unknown][] {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, path));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) => leavesOf(one, [...path, name]));
  return [[path, value]];
}
