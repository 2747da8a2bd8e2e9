import { questionSetFindings } from '../../courses/domain/question-set.ts';
import { type Finding, finding } from '../../courses/domain/text.ts';
import type { FileCourse, MediaLengths } from './file-course.ts';

/** What is wrong with a course by itself; prices and numbers of others are looked at by the import plan. */
export function courseFindings(course: FileCourse, media: MediaLengths): Finding[] {
  return [
    ...languageFindings(course),
    ...accreditationFindings(course),
    ...chapterFindings(course, media),
    ...checkFindings(course, media),
    ...questionSetFindings(course.finalTest).map(({ path, message }) => ({ path: ['finalTest', ...path], message })),
  ];
}

function languageFindings({ title, language }: FileCourse): Finding[] {
  if (title[language] !== undefined) return [];
  return [
    finding(
      ['title', language],
      'De titel ontbreekt in de taal van de cursus',
      'Le titre manque dans la langue du cours',
      'The title is missing in the language of the course',
    ),
  ];
}

function accreditationFindings({ accreditations }: FileCourse): Finding[] {
  return accreditations.flatMap(({ federation, minutes, points }, i) => {
    const path = ['accreditations', i];
    const found: Finding[] = [];
    if (accreditations.findIndex((other) => other.federation === federation) < i) {
      found.push(
        finding(
          [...path, 'federation'],
          `${federation} staat er twee keer`,
          `${federation} figure deux fois`,
          `${federation} is there twice`,
        ),
      );
    }
    if (points !== null && !Number.isInteger(points * 4)) {
      found.push(
        finding(
          [...path, 'points'],
          'Punten gaan per kwart',
          'Les points vont par quarts',
          'Points go in quarter steps',
        ),
      );
    }
    if (minutes === 0 && !points) {
      found.push(
        finding(
          [...path, 'minutes'],
          'De erkenning geeft uren noch punten',
          'L’agrément ne donne ni heures ni points',
          'The accreditation gives neither time nor points',
        ),
      );
    }
    return found;
  });
}

function chapterFindings({ chapters, trailer }: FileCourse, media: MediaLengths): Finding[] {
  const found = chapters.flatMap(({ media: name }, i) =>
    media.has(name) ? [] : [unknownMedia(['chapters', i, 'media'], name)],
  );
  if (!media.has(trailer)) found.push(unknownMedia(['trailer'], trailer));
  const numbers = chapters.map(({ number }) => number).sort((a, b) => a - b);
  if (numbers.some((number, i) => number !== i + 1)) {
    found.push(
      finding(
        ['chapters'],
        'Hoofdstukken zijn genummerd van 1 af, zonder gaten en zonder dubbele',
        'Les chapitres sont numérotés à partir de 1, sans trou ni doublon',
        'Chapters are numbered from 1, without gaps or doubles',
      ),
    );
  }
  return found;
}

function unknownMedia(path: Finding['path'], name: string): Finding {
  return finding(
    path,
    `Video ${name} is niet opgeladen`,
    `La vidéo ${name} n’a pas été chargée`,
    `Video ${name} was not uploaded`,
  );
}

function checkFindings({ attentionChecks, chapters, accreditations }: FileCourse, media: MediaLengths): Finding[] {
  const found = attentionChecks.flatMap(({ chapter, atSecond }, i): Finding[] => {
    const path = ['attentionChecks', i];
    const shown = chapters.find(({ number }) => number === chapter);
    if (!shown) {
      return [
        finding(
          [...path, 'chapter'],
          `Er is geen hoofdstuk ${chapter}`,
          `Il n’y a pas de chapitre ${chapter}`,
          `There is no chapter ${chapter}`,
        ),
      ];
    }
    const length = media.get(shown.media);
    if (length !== undefined && atSecond >= length) {
      return [
        finding(
          [...path, 'atSecond'],
          `Het hoofdstuk duurt maar ${length} seconden`,
          `Le chapitre ne dure que ${length} secondes`,
          `The chapter lasts only ${length} seconds`,
        ),
      ];
    }
    const first = attentionChecks.findIndex((other) => other.chapter === chapter && other.atSecond === atSecond);
    if (first === i) return [];
    return [
      finding(
        [...path, 'atSecond'],
        'Deze controle staat er twee keer',
        'Ce contrôle figure deux fois',
        'This check is there twice',
      ),
    ];
  });
  if (attentionChecks.length === 0 && accreditations.some(({ federation }) => federation === 'OVB')) {
    found.push(
      finding(
        ['attentionChecks'],
        'De OVB eist aandachtscontroles',
        'L’OVB exige des contrôles d’attention',
        'OVB demands attention checks',
      ),
    );
  }
  return found;
}
