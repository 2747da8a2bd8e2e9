/**
 * Where whoever paid is sent to: one of our own pages, or an address of an app that the deployment names; never wherever a link says.
 * Given back as it was understood, for others may understand what was typed differently: `https://ours\@theirs`, tabs and line ends
 * inside, a name and password before ours. What an app's address says after `?` and `#` is its own affair; all before is exactly as named.
 * @param apps as `appAddress` gives them
 * @returns null when it leads elsewhere
 */
export function returnAddress(typed: string, publicUrl: string, apps: readonly string[]): string | null {
  if (!URL.canParse(typed)) return null;
  const url = new URL(typed);
  if (url.username !== '' || url.password !== '') return null;
  // an address of another kind has no origin: it is never ours
  const isOurs = isWeb(url) && url.origin === new URL(publicUrl).origin;
  return isOurs || apps.includes(placeOf(url)) ? url.href : null;
}

/** What a browser would do something else with than go there. */
const noPlaces = new Set([
  ...['javascript:', 'vbscript:', 'data:', 'blob:', 'filesystem:', 'file:', 'about:', 'view-source:', 'intent:'],
  ...['http:', 'ws:', 'wss:', 'ftp:', 'mailto:', 'tel:', 'sms:'],
]);

/**
 * An address that apps may name, as a deployment writes it: `https://app.example/paid` (a link that the app's maker claims) or one
 * of the app's own kind, `be.example.app://paid`.
 * @returns as it is compared; null when it is none: of another kind, with a name, `?` or `#`
 */
export function appAddress(written: string): string | null {
  if (!/^[a-z][a-z0-9+.-]+:\/\/[^\s\\?#]+$/i.test(written) || !URL.canParse(written)) return null;
  const url = new URL(written);
  return noPlaces.has(url.protocol) || url.username !== '' || url.password !== '' ? null : placeOf(url);
}

const isWeb = ({ protocol }: URL) => protocol === 'https:' || protocol === 'http:';

const placeOf = ({ href }: URL) => href.replace(/[?#].*$/, '');
