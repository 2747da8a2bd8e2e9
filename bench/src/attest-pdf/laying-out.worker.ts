import { renderPdf } from '@leerhuis/documents';
import { fontFiles } from '@leerhuis/documents/fonts';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { attestPdf } from '../../../services/certification/src/attesting/attest-pdf.ts';
import { serveTasks } from '../worker.ts';
import { attestOf, providerName, verifyUrlOf } from './attest.ts';

/** As the service lays it out. */
async function ours(n: number): Promise<number> {
  const attest = attestOf(n);
  const verifyUrl = verifyUrlOf(attest);
  const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);
  return (await renderPdf(attestPdf(attest, { locale: 'nl', providerName, verifyUrl, dayOf }))).length;
}

const { Roboto } = fontFiles();

/** The same words, table lines and QR code by pdfkit, each put where it belongs by hand: fonts embedded, the code as a picture. */
async function byPdfkit(n: number): Promise<number> {
  const { code, holder, course, lines } = attestOf(n);
  const url = verifyUrlOf({ code });
  const document = new PDFDocument({ size: 'A4', margin: 64, info: { Title: 'Attest', Author: providerName } });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((resolve) => document.on('end', () => resolve()));
  document.registerFont('normal', Roboto.normal).registerFont('bold', Roboto.bold);
  document.font('bold', 12).fillColor('#0b5c63').text(providerName);
  document.font('bold', 24).fillColor('#000').text('Attest permanente vorming').moveDown();
  document.font('normal', 10).text(`${providerName} verklaart dat`);
  document.font('bold', 18).text(`${holder.firstName} ${holder.lastName}`);
  document
    .font('normal', 10)
    .text('de volgende opleiding heeft gevolgd en de eindtoets heeft afgelegd met goed gevolg:');
  document.font('bold', 14).text(course.title.nl);
  document.font('normal', 10).text(`${course.code} – Afgerond op 22 november 2026`);
  const columns = [64, 130, 200, 320, 380];
  const row = (words: string[], y: number) => {
    for (const [column, word] of words.entries()) document.text(word, columns[column], y, { lineBreak: false });
    document
      .moveTo(64, y + 16)
      .lineTo(531, y + 16)
      .lineWidth(0.5)
      .stroke('#aaa');
  };
  document.font('bold', 10);
  row(['Federatie', 'Lidnummer', 'Erkenning', 'Duur', 'Punten'], 300);
  document.font('normal', 10);
  for (const [at, line] of lines.entries())
    row([line.federation, line.memberNumber, line.accreditationNumber, '2 h 30', '2,5'], 320 + 20 * at);
  document.image(await QRCode.toBuffer(url, { errorCorrectionLevel: 'M' }), 64, 380, { width: 96 });
  document.text('Controleer dit attest op', 182, 392).fillColor('#0b5c63').text(url, { link: url });
  document.fillColor('#000').font('bold', 13).text(code);
  document.font('normal', 10).text('Uitgereikt op 22 november 2026');
  document.end();
  await ended;
  return Buffer.concat(pieces).length;
}

async function lay(one: (n: number) => Promise<number>, seconds: number) {
  const started = performance.now();
  const before = process.cpuUsage();
  let done = 0;
  let bytes = 0;
  while (performance.now() - started < seconds * 1_000) {
    bytes += await one(done);
    done += 1;
  }
  const { user, system } = process.cpuUsage(before);
  return {
    'PDF/s': (done * 1_000) / (performance.now() - started),
    'PDF per second of a core': (done * 1e6) / (user + system),
    KB: bytes / done / 1_024,
  };
}

const tasks = {
  ours: ({ seconds }: { seconds: number }) => lay(ours, seconds),
  byPdfkit: ({ seconds }: { seconds: number }) => lay(byPdfkit, seconds),
};
export type LayingOutTasks = typeof tasks;
serveTasks(tasks);
