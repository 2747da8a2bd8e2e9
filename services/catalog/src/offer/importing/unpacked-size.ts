const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const entryLength = 46;

/**
 * Bytes that a zip file says it holds, by its central directory; null when it is no zip file. A few kilobytes can hold
 * gigabytes, so this is looked at before anything is unpacked.
 */
export function unpackedSize(zip: Buffer): number | null {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endLength > zip.length || zip.readUInt32LE(end) !== endSignature) return null;
  const entries = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < entries; i++) {
    if (at + entryLength > zip.length || zip.readUInt32LE(at) !== entrySignature) return null;
    total += zip.readUInt32LE(at + 24);
    at += entryLength + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return total;
}
