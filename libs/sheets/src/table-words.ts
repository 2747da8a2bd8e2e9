import type { Words } from '@leerhuis/language';
import type { Unreadable, UnreadableWorkbook } from './workbook.ts';

/** Something about a workbook, for who made it. */
export interface SheetFinding {
  /** Where: `courses`, `courses.title_nl` (sheet, column), `courses!F12` (sheet, cell), or `file`. */
  field: string;
  message: Words;
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
export function unreadableFinding({ reason, at }: UnreadableWorkbook): SheetFinding {
  return { field: at === null ? 'file' : at.slice(0, 100), message: unreadableWords[reason] };
}

const three = (nl: string, fr: string, en: string): Words => ({ nl, fr, en });

/** What would get lost of a workbook, and what in it may not be seen. */
export const tableWords = {
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
