/** What no file may have in its name on one of the systems that people unpack on, and letters that can't be seen. */
const unsafe = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;

/** So long that a folder of somebody's own still fits before it on Windows (260). */
const longest = { holder: 60, course: 80 };

const letters = new Intl.Segmenter();

/** A part of a file's name: composed letters, one space between words, no dot or space at its end. */
function safe(text: string, most: number): string {
  const plain = text.normalize('NFC').replace(unsafe, ' ').replace(/\s+/g, ' ').trim();
  // by letters, so that none is cut in two
  const short = [...letters.segment(plain)].slice(0, most).map(({ segment }) => segment);
  return (
    short
      .join('')
      .replace(/[. ]+$/, '')
      .replace(/^[. ]+/, '') || '_'
  );
}

/**
 * Gives each attest of an archive a name of its own, `Lena Maes - Huurrecht - 2026-11-22.pdf`; a second one of the same name is `… (2)`,
 * also where capitals alone differ, which some disks don't tell apart.
 */
export function archiveNames(): (attest: { holder: string; course: string; day: string }) => string {
  const given = new Map<string, number>();
  return ({ holder, course, day }) => {
    const name = `${safe(holder, longest.holder)} - ${safe(course, longest.course)} - ${day}`;
    const times = (given.get(name.toLowerCase()) ?? 0) + 1;
    given.set(name.toLowerCase(), times);
    // every name of before ends with a day, so that no other is the same with its number
    return times === 1 ? `${name}.pdf` : `${name} (${times}).pdf`;
  };
}
