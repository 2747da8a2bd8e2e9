import type { Words } from '@leerhuis/language';
import type { CellRefusal } from './read-cell.ts';

/**
 * What is wrong with a cell and what to do about it.
 * @param address of the cell in its sheet, `F12`
 */
export function cellWords(refusal: CellRefusal, address: string): Words {
  const { nl, fr, en } = words(refusal);
  return { nl: `Cel ${address}: ${nl}`, fr: `Cellule ${address} : ${fr}`, en: `Cell ${address}: ${en}` };
}

function words(refusal: CellRefusal): Words {
  const shown = 'shown' in refusal ? short(refusal.shown) : '';
  switch (refusal.refused) {
    case 'error':
      return {
        nl: `de formule geeft een fout (${shown}). Herstel ze, of maak de cel leeg.`,
        fr: `la formule donne une erreur (${shown}). Corrigez-la, ou videz la cellule.`,
        en: `its formula gives an error (${shown}). Mend it, or empty the cell.`,
      };
    case 'uncomputed':
      return {
        nl: 'de uitkomst van de formule zit niet in het bestand. Open en bewaar het in een rekenblad, of typ de waarde.',
        fr: 'le résultat de la formule n’est pas dans le fichier. Ouvrez-le et enregistrez-le dans un tableur, ou tapez la valeur.',
        en: 'the result of its formula is not in the file. Open and save it in a spreadsheet, or type the value.',
      };
    case 'truth-value':
      return {
        nl: 'bevat WAAR of ONWAAR. Typ een apostrof voor de tekst, of verbeter de cel.',
        fr: 'contient VRAI ou FAUX. Tapez une apostrophe devant le texte, ou corrigez la cellule.',
        en: 'holds TRUE or FALSE. Type an apostrophe before the text, or correct the cell.',
      };
    case 'disguised-text':
      return {
        nl: `bevat “${shown}”, dat verborgen is of anders getoond wordt. Geef de cel de opmaak Standaard, zonder voorwaardelijke opmaak.`,
        fr: `contient « ${shown} », qui est masqué ou s’affiche autrement. Donnez à la cellule le format Standard, sans mise en forme conditionnelle.`,
        en: `holds “${shown}”, which is hidden or shown otherwise. Give the cell the format General, without conditional formatting.`,
      };
    case 'number-for-code':
      return {
        nl: `bevat het getal ${shown}; nullen vooraan gaan zo verloren. Maak er tekst van: typ een apostrof voor de code.`,
        fr: `contient le nombre ${shown} ; des zéros en tête se perdent ainsi. Faites-en du texte : tapez une apostrophe devant le code.`,
        en: `holds the number ${shown}; zeros in front get lost that way. Make it text: type an apostrophe before the code.`,
      };
    case 'number-for-text':
      return {
        nl: `bevat het getal ${shown}, dat anders getoond wordt. Maak er tekst van: typ een apostrof ervoor.`,
        fr: `contient le nombre ${shown}, affiché autrement. Faites-en du texte : tapez une apostrophe devant.`,
        en: `holds the number ${shown}, which is shown otherwise. Make it text: type an apostrophe before it.`,
      };
    case 'day-for-text':
      return {
        nl: `het rekenblad maakte er een datum van (${shown}). Maak er tekst van: typ een apostrof ervoor.`,
        fr: `le tableur en a fait une date (${shown}). Faites-en du texte : tapez une apostrophe devant.`,
        en: `the spreadsheet made a date of it (${shown}). Make it text: type an apostrophe before it.`,
      };
    case 'no-number':
      return {
        nl: `“${shown}” is geen getal dat op één manier te lezen is. Typ alleen cijfers, zoals 44000 of 1,5.`,
        fr: `« ${shown} » n’est pas un nombre qui se lit d’une seule façon. Ne tapez que des chiffres, comme 44000 ou 1,5.`,
        en: `“${shown}” is no number that can be read in one way. Type digits only, as 44000 or 1.5.`,
      };
    case 'no-whole-number':
      return {
        nl: `${shown} is geen geheel getal. Typ alleen cijfers, zoals 44000.`,
        fr: `${shown} n’est pas un nombre entier. Ne tapez que des chiffres, comme 44000.`,
        en: `${shown} is no whole number. Type digits only, as 44000.`,
      };
    case 'ambiguous-number':
      return {
        nl: `“${shown}” leest de een als duizendtallen en de ander als breuk. Typ alleen cijfers, zoals 44000 of 1,5.`,
        fr: `« ${shown} » : des milliers pour l’un, une fraction pour l’autre. Ne tapez que des chiffres, comme 44000 ou 1,5.`,
        en: `“${shown}” is thousands to one reader and a fraction to another. Type digits only, as 44000 or 1.5.`,
      };
    case 'formatted-number':
      return {
        nl: `${shown} wordt getoond als bedrag, percentage, afgerond of in een andere opmaak. Geef de cel de opmaak Standaard, zonder voorwaardelijke opmaak, en typ het getal zelf.`,
        fr: `${shown} s’affiche comme montant, pourcentage, arrondi ou dans un autre format. Donnez à la cellule le format Standard, sans mise en forme conditionnelle, et tapez le nombre même.`,
        en: `${shown} is shown as an amount, a percentage, rounded or in another format. Give the cell the format General, without conditional formatting, and type the number itself.`,
      };
    case 'no-day':
      return {
        nl: `“${shown}” is geen datum die op één manier te lezen is. Typ ze als 2026-12-31, of als datum van het rekenblad.`,
        fr: `« ${shown} » n’est pas une date qui se lit d’une seule façon. Tapez-la comme 2026-12-31, ou comme date du tableur.`,
        en: `“${shown}” is no date that can be read in one way. Type it as 2026-12-31, or as a date of the spreadsheet.`,
      };
    case 'part-of-day':
      return {
        nl: `toont maar een deel van een datum (${shown}). Geef de cel een opmaak met dag, maand en jaar, en kijk of het de juiste dag is.`,
        fr: `ne montre qu’une partie d’une date (${shown}). Donnez à la cellule un format avec jour, mois et année, et vérifiez le jour.`,
        en: `shows only a part of a date (${shown}). Give the cell a format with day, month and year, and see whether it is the right day.`,
      };
    case 'time-of-day':
      return {
        nl: `bevat ook een uur. Typ alleen de datum: ${shown}.`,
        fr: `contient aussi une heure. Ne tapez que la date : ${shown}.`,
        en: `holds a time of day too. Type the date only: ${shown}.`,
      };
    default:
      return refusal satisfies never;
  }
}

function short(shown: string): string {
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
}
