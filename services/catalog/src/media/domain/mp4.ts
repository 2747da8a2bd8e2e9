const headerLength = 8;
/** Nobody watches more in one piece; and a length that isn't known is written as the largest number. */
const mostSeconds = 24 * 3_600;

/**
 * Length in whole seconds (rounded down, at least 1, at most a day) of an MP4 that a browser can start before it has everything;
 * null when it is none. Reads the boxes `ftyp`, `moov` and in that `mvhd` (ISO/IEC 14496-12).
 */
export function mp4Seconds(file: Buffer): number | null {
  if (file.toString('latin1', 4, headerLength) !== 'ftyp') return null;
  const movie = boxIn(file, 'moov');
  const header = movie && boxIn(movie, 'mvhd');
  const length = header && lengthIn(header);
  if (!length || length.scale === 0 || length.duration === 0) return null;
  const seconds = Math.floor(length.duration / length.scale);
  return seconds > mostSeconds ? null : Math.max(1, seconds);
}

function lengthIn(header: Buffer): { scale: number; duration: number } | null {
  const version = header[0];
  if (version === 0 && header.length >= 20)
    return { scale: header.readUInt32BE(12), duration: header.readUInt32BE(16) };
  if (version !== 1 || header.length < 32) return null;
  return { scale: header.readUInt32BE(20), duration: Number(header.readBigUInt64BE(24)) };
}

/** Content of the first box of a kind. Compares numbers: a file may hold millions of empty boxes. */
function boxIn(bytes: Buffer, kind: string): Buffer | null {
  const sought = Buffer.from(kind, 'latin1').readUInt32BE();
  for (let at = 0; at + headerLength <= bytes.length; ) {
    const size = sizeAt(bytes, at);
    if (size === null || at + size.total > bytes.length) return null;
    if (bytes.readUInt32BE(at + 4) === sought) return bytes.subarray(at + size.header, at + size.total);
    at += size.total;
  }
  return null;
}

function sizeAt(bytes: Buffer, at: number): { header: number; total: number } | null {
  const size = bytes.readUInt32BE(at);
  if (size === 0) return { header: headerLength, total: bytes.length - at };
  if (size !== 1) return size < headerLength ? null : { header: headerLength, total: size };
  if (at + 16 > bytes.length) return null;
  const long = Number(bytes.readBigUInt64BE(at + headerLength));
  return long < 16 ? null : { header: 16, total: long };
}
