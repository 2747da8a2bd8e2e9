export type FederationCode = 'OVB' | 'NKN' | 'BIV' | 'ITAA' | 'FBC';

/** How a federation hears of a participation: the provider registers it, or the member sends a PDF (V-26). */
export type Way = 'registration' | 'pdf';

interface FederationRule {
  federation: FederationCode;
  way: Way;
  validFrom: string;
  validTo: string | null;
  source: string;
}

/** Dated data: a federation that changes its way gets a second line, and attests of before keep theirs. */
const rules: FederationRule[] = [
  { federation: 'OVB', way: 'registration', validFrom: '2000-01-01', validTo: null, source: 'V-26' },
  { federation: 'NKN', way: 'registration', validFrom: '2000-01-01', validTo: null, source: 'V-26' },
  { federation: 'BIV', way: 'registration', validFrom: '2000-01-01', validTo: null, source: 'V-26' },
  {
    federation: 'ITAA',
    way: 'registration',
    validFrom: '2000-01-01',
    validTo: null,
    source: 'V-26, obligatory since 1-7-2022',
  },
  { federation: 'FBC', way: 'pdf', validFrom: '2000-01-01', validTo: null, source: 'V-26' },
];

/** The way of a federation on a day (`2026-11-23`). */
export function wayOf(federation: FederationCode, day: string): Way {
  const rule = rules.find(
    (one) => one.federation === federation && one.validFrom <= day && (one.validTo === null || day <= one.validTo),
  );
  if (!rule) throw new Error(`no rule says how ${federation} hears of participations on ${day}`);
  return rule.way;
}
