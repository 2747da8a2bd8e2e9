import type { FederationCode } from '@leerhuis/federations';
import { inLocale, type Locale, locales, plainText, type Words, wordsOf } from '@leerhuis/language';
import type { Course } from '../../courses/domain/course.ts';

/** What courses are found and sorted by; made anew at each save. */
export interface SearchFields {
  federations: FederationCode[];
  /** Titles as they sort: without capitals and accents. */
  titleKeys: Words;
  /** Words of title, summary and teacher in all languages, and their ends: found by how they begin. */
  words: string[];
  /** The texts per language, each stemmed by MongoDB as that language is. */
  search: { searchLanguage: SearchLanguage; title: string; summary: string; rest: string }[];
}

export type SearchLanguage = 'dutch' | 'french' | 'english';

export const searchLanguages: Record<Locale, SearchLanguage> = { nl: 'dutch', fr: 'french', en: 'english' };

const shortestEnd = 4;

type Searched = Pick<Course, 'title' | 'summary' | 'description' | 'teacher' | 'accreditations'>;

export function searchFieldsOf(course: Searched): SearchFields {
  const { title, summary, description, teacher } = course;
  const texts = locales.flatMap((locale) => {
    const written = { title: title[locale], summary: summary[locale] };
    if (written.title === undefined && written.summary === undefined) return [];
    return [
      {
        searchLanguage: searchLanguages[locale],
        title: written.title ?? '',
        summary: written.summary ?? '',
        rest: `${description[locale] ?? ''}\n${teacher.name}`,
      },
    ];
  });
  const found = texts.flatMap((text) => wordsOf(`${text.title} ${text.summary}`));
  return {
    federations: course.accreditations.map(({ federation }) => federation),
    titleKeys: {
      nl: plainText(inLocale(title, 'nl')),
      fr: plainText(inLocale(title, 'fr')),
      en: plainText(inLocale(title, 'en')),
    },
    words: [...new Set([...found, ...wordsOf(teacher.name)].flatMap(endsOf))],
    search: texts,
  };
}

/** Dutch writes compounds as one word: `huur` should find `woninghuur`. */
function endsOf(word: string): string[] {
  const ends = [word];
  for (let at = 1; at <= word.length - shortestEnd; at++) ends.push(word.slice(at));
  return ends;
}
