/**
 * Where whoever paid is sent to: one of our own pages, never wherever a link says. Given back as it was understood, for others
 * may understand what was typed differently: `https://ours\@theirs`, tabs and line ends inside, a name and password before ours.
 * @returns null when it leads elsewhere
 */
export function returnAddress(typed: string, publicUrl: string): string | null {
  if (!URL.canParse(typed)) return null;
  const url = new URL(typed);
  const isOurs = url.origin === new URL(publicUrl).origin && url.username === '' && url.password === '';
  return isOurs ? url.href : null;
}
