import type { Words } from '@leerhuis/language';
import { enterpriseNumberDigits, isEnterpriseNumber } from '@leerhuis/money';
import { lineText } from './texts.ts';

const unsound: Words = {
  nl: 'Geen geldig Belgisch ondernemingsnummer: tien cijfers, zoals 0403.170.701, met of zonder BE ervoor',
  fr: "Pas un numéro d'entreprise belge valable : dix chiffres, comme 0403.170.701, précédés ou non de BE",
  en: 'Not a sound Belgian enterprise number: ten digits, such as 0403.170.701, with or without BE before them',
};

/** A Belgian enterprise number, however it is written; kept as its ten digits. */
export const enterpriseNumberSchema = lineText(20)
  .overwrite((text) => enterpriseNumberDigits(text) ?? text)
  .refine(isEnterpriseNumber, { params: { message: unsound } })
  .meta({ description: 'Belgian enterprise number, such as 0403.170.701: dots, spaces and BE do not matter' });
