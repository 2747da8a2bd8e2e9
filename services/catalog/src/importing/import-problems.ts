import type { Words } from '@leerhuis/language';
import type { Unreadable, UnreadableWorkbook } from '@leerhuis/sheets';
import { questionSetWords } from '../question-sets.ts';
import type { LocatedFinding } from './catalogue-file.ts';
import type { RowRefusal } from './domain/import-plan.ts';

/** Why a row is refused, for who made the file. */
export function rowWords(refusal: RowRefusal): Words {
  switch (refusal.refused) {
    case 'misshapen':
      return refusal.message;
    case 'code-twice':
      return {
        nl: `${refusal.code} staat hoger in het bestand al`,
        fr: `${refusal.code} figure déjà plus haut dans le fichier`,
        en: `${refusal.code} is in the file already, further up`,
      };
    case 'number-taken':
      return {
        nl: `Dit nummer is van cursus ${refusal.holder}`,
        fr: `Ce numéro appartient au cours ${refusal.holder}`,
        en: `This number belongs to course ${refusal.holder}`,
      };
    case 'not-sold-at-this-vat': {
      const rates = refusal.rates.join(', ');
      return {
        nl: `Geen btw-tarief om aan te verkopen. Kies uit ${rates}`,
        fr: `Ce n'est pas un taux de TVA de vente. Choisissez parmi ${rates}`,
        en: `Nothing is sold at this VAT rate. Choose from ${rates}`,
      };
    }
    case 'package-not-cheaper':
      return {
        nl: `Per uur zou pakket ${refusal.code} niet goedkoper zijn dan deze cursus`,
        fr: `Par heure, le forfait ${refusal.code} ne serait pas moins cher que ce cours`,
        en: `Per hour, package ${refusal.code} would not be cheaper than this course`,
      };
    case 'course-not-dearer':
      return {
        nl: `Per uur is dit pakket niet goedkoper dan cursus ${refusal.code}`,
        fr: `Par heure, ce forfait n’est pas moins cher que le cours ${refusal.code}`,
        en: `Per hour, this package is not cheaper than course ${refusal.code}`,
      };
    case 'no-title-in-its-language':
      return {
        nl: 'De titel ontbreekt in de taal van de cursus',
        fr: 'Le titre manque dans la langue du cours',
        en: 'The title is missing in the language of the course',
      };
    case 'accredited-twice':
      return {
        nl: `${refusal.federation} staat er twee keer`,
        fr: `${refusal.federation} figure deux fois`,
        en: `${refusal.federation} is there twice`,
      };
    case 'points-between-quarters':
      return { nl: 'Punten gaan per kwart', fr: 'Les points vont par quarts', en: 'Points go in quarter steps' };
    case 'accredited-for-nothing':
      return {
        nl: 'De erkenning geeft uren noch punten',
        fr: 'L’agrément ne donne ni heures ni points',
        en: 'The accreditation gives neither time nor points',
      };
    case 'video-not-uploaded':
      return {
        nl: `Video ${refusal.name} is niet opgeladen`,
        fr: `La vidéo ${refusal.name} n’a pas été chargée`,
        en: `Video ${refusal.name} was not uploaded`,
      };
    case 'chapters-misnumbered':
      return {
        nl: 'Hoofdstukken zijn genummerd van 1 af, zonder gaten en zonder dubbele',
        fr: 'Les chapitres sont numérotés à partir de 1, sans trou ni doublon',
        en: 'Chapters are numbered from 1, without gaps or doubles',
      };
    case 'no-such-chapter':
      return {
        nl: `Er is geen hoofdstuk ${refusal.chapter}`,
        fr: `Il n’y a pas de chapitre ${refusal.chapter}`,
        en: `There is no chapter ${refusal.chapter}`,
      };
    case 'check-after-the-end':
      return {
        nl: `Het hoofdstuk duurt maar ${refusal.seconds} seconden`,
        fr: `Le chapitre ne dure que ${refusal.seconds} secondes`,
        en: `The chapter lasts only ${refusal.seconds} seconds`,
      };
    case 'check-twice':
      return {
        nl: 'Deze controle staat er twee keer',
        fr: 'Ce contrôle figure deux fois',
        en: 'This check is there twice',
      };
    case 'no-checks-for-ovb':
      return {
        nl: 'De OVB eist aandachtscontroles',
        fr: 'L’OVB exige des contrôles d’attention',
        en: 'OVB demands attention checks',
      };
    default:
      return questionSetWords(refusal);
  }
}

const unreadableWords: Record<Unreadable, Words> = {
  'no-workbook': {
    nl: 'Dit is geen .xlsx-bestand, of het is beschadigd',
    fr: 'Ce n’est pas un fichier .xlsx, ou il est abîmé',
    en: 'This is no .xlsx file, or it is damaged',
  },
  encrypted: {
    nl: 'Het bestand heeft een wachtwoord of is van voor Excel 2007: bewaar het zonder wachtwoord als .xlsx',
    fr: 'Le fichier a un mot de passe ou date d’avant Excel 2007 : enregistrez-le sans mot de passe en .xlsx',
    en: 'The file has a password or is of before Excel 2007: save it without a password as .xlsx',
  },
  'too-large': {
    nl: 'Te groot: meer dan 20000 rijen, 256 kolommen, 1000 bereiken met een voorwaardelijke getalopmaak of 60 MB uitgepakt',
    fr: 'Trop grand : plus de 20000 lignes, 256 colonnes, 1000 plages avec un format de nombre conditionnel ou 60 Mo une fois décompressé',
    en: 'Too large: more than 20000 rows, 256 columns, 1000 ranges with a conditional number format or 60 MB unpacked',
  },
  'too-costly': {
    nl: 'Het bestand lezen vergt te veel tijd of geheugen: bewaar het opnieuw met alleen de nodige bladen',
    fr: 'Lire le fichier demande trop de temps ou de mémoire : réenregistrez-le avec les seules feuilles nécessaires',
    en: 'Reading the file takes too much time or memory: save it again with only the sheets needed',
  },
  ambiguous: {
    nl: 'Dit is op meer dan één manier te lezen',
    fr: 'Ceci peut se lire de plusieurs façons',
    en: 'This can be read in several ways',
  },
  twice: {
    nl: 'Dit staat er twee keer in: wat telt, is niet te zeggen',
    fr: 'Ceci y figure deux fois : impossible de dire ce qui compte',
    en: 'This is in it twice: which one counts cannot be told',
  },
};

/** Why nothing of a workbook can be read, and where that showed. */
export function unreadableWorkbook({ reason, at }: UnreadableWorkbook): LocatedFinding {
  return { field: at === null ? 'file' : at.slice(0, 100), message: unreadableWords[reason] };
}

type Three = [nl: string, fr: string, en: string];
const three = (...words: Three): Three => words;

/** What would get lost of a workbook, and what in it may not be seen. */
export const sheetWords = {
  absent: three('Dit blad ontbreekt', 'Cette feuille manque', 'This sheet is missing'),
  misspelled: (meant: string) => three(`Noem dit blad ${meant}`, `Nommez cette feuille ${meant}`, `Name it ${meant}`),
  unread: three('Dit blad is niet gelezen', 'Cette feuille n’a pas été lue', 'This sheet was not read'),
  unknownColumn: three('Onbekende kolom', 'Colonne inconnue', 'Unknown column'),
  absentColumn: three('Deze kolom ontbreekt', 'Cette colonne manque', 'This column is missing'),
  columnTwice: (where: string) =>
    three(
      `Deze kolom staat er meer dan eens (${where})`,
      `Cette colonne figure plus d’une fois (${where})`,
      `This column is there more than once (${where})`,
    ),
  unnamedColumn: three(
    'Deze kolom heeft geen naam in de eerste rij',
    'Cette colonne n’a pas de nom dans la première ligne',
    'This column has no name in the first row',
  ),
  merged: three(
    'Samengevoegde cellen: splits ze en vul elke cel',
    'Cellules fusionnées : scindez-les et remplissez chaque cellule',
    'Merged cells: split them and fill each cell',
  ),
  hiddenSheet: three('Verborgen blad, wel gelezen', 'Feuille masquée, mais lue', 'Hidden sheet, yet read'),
  hiddenRows: (count: number) =>
    three(
      `${count} verborgen rijen, wel gelezen`,
      `${count} lignes masquées, mais lues`,
      `${count} hidden rows, yet read`,
    ),
  hiddenColumn: three('Verborgen kolom, wel gelezen', 'Colonne masquée, mais lue', 'Hidden column, yet read'),
};
