import { SaxesParser } from 'saxes';
import type { Archive } from './unpack.ts';
import { UnreadableWorkbook } from './workbook.ts';

export interface XmlReader {
  /** Name without its prefix. */
  open?(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
  /** What programs add (`extLst`), where names may mean something else; not read by others. */
  inExtensions?: XmlReader;
}

const deepest = 100;
/** Excel allows 32,767 characters in a cell. */
const longestText = 4 * 1024 * 1024;

/**
 * Reads a part of the archive as XML, piece by piece.
 * @throws UnreadableWorkbook when it is no XML, or has a document type: entities in one can grow without end
 */
export async function readXml(archive: Archive, name: string, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser<{ fileName: string; xmlns: false }>({ fileName: name, xmlns: false });
  let depth = 0;
  let extensions = 0;
  const taker = () => (extensions === 0 ? reader : reader.inExtensions);
  const refuse = (cause?: unknown): never => {
    throw new UnreadableWorkbook('no-workbook', name, cause);
  };
  parser.on('error', refuse);
  parser.on('doctype', () => refuse());
  parser.on('opentag', ({ name: tag, attributes }) => {
    depth += 1;
    if (depth > deepest) refuse();
    if (plain(tag) === 'extLst') extensions += 1;
    taker()?.open?.(plain(tag), attributes);
  });
  parser.on('closetag', ({ name: tag }) => {
    depth -= 1;
    taker()?.close?.(plain(tag));
    if (plain(tag) === 'extLst') extensions -= 1;
  });
  const text = (piece: string) => {
    if (piece.length > longestText) refuse();
    taker()?.text?.(piece);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const write = (piece: string) => {
    if (piece !== '') parser.write(piece);
  };
  try {
    await archive.read(name, (chunk) => write(decoder.decode(chunk, { stream: true })));
    write(decoder.decode());
    parser.close();
  } catch (error) {
    if (error instanceof UnreadableWorkbook) throw error;
    refuse(error);
  }
}

function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
