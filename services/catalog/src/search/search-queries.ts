import { wordsOf } from '@leerhuis/language';
import type { mongo } from 'mongoose';
import type { Course } from '../courses/domain/course.ts';
import { type SearchFields, searchLanguages } from './domain/search-fields.ts';

/** As the course store keeps it. */
export type CourseDoc = Omit<Course, 'id'> & SearchFields & { _id: string };

/** More than anybody reads; beyond it a search is too vague to rank. */
const mostFound = 500;
const mostWords = 8;
const partWeight = 3;
const shortestPart = 2;
/** A code or number in full is meant. */
const exactWeight = 1_000;
/** Share of the best score below which a match is a word in passing. */
const worthShowing = 0.15;

/**
 * Courses that a search finds, and how well (more is better). Each language's stemming is tried, since people search in
 * the language of the law, not of the page; words also count by a part
 * (`huur` finds `huurrecht` and `woninghuur`).
 */
export async function rankedCourses(
  courses: mongo.Collection<CourseDoc>,
  q: string,
  filter: mongo.Filter<CourseDoc>,
): Promise<Map<string, number>> {
  const words = [...new Set(wordsOf(q))].slice(0, mostWords);
  const scores = new Map<string, number>();
  if (words.length === 0) return scores;
  const [exact, byText, byPart] = await Promise.all([
    named(courses, q.trim(), filter),
    Promise.all(Object.values(searchLanguages).map((language) => textMatches(courses, words, language, filter))),
    Promise.all(words.filter((word) => word.length >= shortestPart).map((word) => begins(courses, word, filter))),
  ]);
  for (const { _id, score } of byText.flat()) scores.set(_id, Math.max(score, scores.get(_id) ?? 0));
  for (const { _id } of byPart.flat()) scores.set(_id, (scores.get(_id) ?? 0) + partWeight);
  for (const { _id } of exact) scores.set(_id, (scores.get(_id) ?? 0) + exactWeight);
  const floor = Math.max(...scores.values()) * worthShowing;
  return new Map([...scores].filter(([, score]) => score >= floor));
}

/** By the code of a course or an accreditation number. */
function named(
  courses: mongo.Collection<CourseDoc>,
  q: string,
  filter: mongo.Filter<CourseDoc>,
): Promise<{ _id: string }[]> {
  const code = { $in: [q, q.toUpperCase()] };
  return courses
    .find({ $and: [filter, { $or: [{ code }, { 'accreditations.accreditationNumber': code }] }] })
    .project<{ _id: string }>({ _id: 1 })
    .limit(mostFound)
    .toArray();
}

function textMatches(
  courses: mongo.Collection<CourseDoc>,
  words: string[],
  language: string,
  filter: mongo.Filter<CourseDoc>,
): Promise<{ _id: string; score: number }[]> {
  const score = { $meta: 'textScore' };
  return courses
    .find<{ _id: string; score: number }>({ ...filter, $text: { $search: words.join(' '), $language: language } })
    .project<{ _id: string; score: number }>({ _id: 1, score })
    .sort({ score })
    .limit(mostFound)
    .toArray();
}

function begins(
  courses: mongo.Collection<CourseDoc>,
  word: string,
  filter: mongo.Filter<CourseDoc>,
): Promise<{ _id: string }[]> {
  // letters and digits only, so nothing in it is special to a pattern
  return courses
    .find({ ...filter, words: { $regex: `^${word}` } })
    .project<{ _id: string }>({ _id: 1 })
    .limit(mostFound)
    .toArray();
}
