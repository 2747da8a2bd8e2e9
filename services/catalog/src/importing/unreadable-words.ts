import type { Unreadable, UnreadableWorkbook, Words } from '@leerhuis/sheets';
import type { LocatedFinding } from './catalogue-file.ts';

const words: Record<Unreadable, Words> = {
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

export function unreadableWorkbook({ reason, at }: UnreadableWorkbook): LocatedFinding {
  return { field: at === null ? 'file' : at.slice(0, 100), message: words[reason] };
}
