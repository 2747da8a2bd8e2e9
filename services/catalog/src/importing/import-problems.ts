import type { Words } from '@leerhuis/language';
import { questionSetWords } from '../question-sets.ts';
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
    case 'document-not-uploaded':
      return {
        nl: `Document ${refusal.name} is niet opgeladen`,
        fr: `Le document ${refusal.name} n’a pas été chargé`,
        en: `Document ${refusal.name} was not uploaded`,
      };
    case 'document-twice':
      return {
        nl: `Document ${refusal.name} staat er twee keer`,
        fr: `Le document ${refusal.name} figure deux fois`,
        en: `Document ${refusal.name} is there twice`,
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
        nl: `Het hoofdstuk eindigt op seconde ${refusal.seconds}`,
        fr: `Le chapitre se termine à la seconde ${refusal.seconds}`,
        en: `The chapter ends at second ${refusal.seconds}`,
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
