const headerLength = 8;

/**
 * Length in whole seconds (rounded down, at least 1) of an MP4 that a browser can start before it has everything; null
 * when it is none. Reads the boxes `ftyp`, `moov` and in that `mvhd` (ISO/IEC 14496-12).
 */
export function mp4Seconds(file: Buffer): number | null {
  if (file.toString('latin1', 4, headerLength) !== 'ftyp') return null;
  const movie = boxIn(file, 'moov');
  const header = movie && boxIn(movie, 'mvhd');
  if (!header || header.length < 20) return null;
  const isLong = header[0] === 1;
  if (isLong && header.length < 32) return null;
  const scale = header.readUInt32BE(isLong ? 20 : 12);
  const duration = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  if (scale === 0 || duration === 0) return null;
  return Math.max(1, Math.floor(duration / scale));
}

/** Content of the first box of a kind. */
function boxIn(bytes: Buffer, kind: string): Buffer | null {
  for (let at = 0; at + headerLength <= bytes.length; ) {
    const size = sizeAt(bytes, at);
    if (size === null || at + size.total > bytes.length) return null;
    if (bytes.toString('latin1', at + 4, at + headerLength) === kind) {
      return bytes.subarray(at + size.header, at + size.total);
    }
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
