import PdfDocument from 'pdfkit';
import { typeface } from './font.js';
import { drawQr } from './qr.js';
import type { SealRoom } from './seal.js';
import { writable } from './writable.js';

const MARGIN = 48;
const FOOT = 28;
const GREY = '#5b6770';
const INK = '#111111';
const LINE = '#8a949c';
const CELL = 3;
const QR_SIDE = 132;
/** A round official seal measures 42 mm. */
const SEAL_RADIUS = 59.5;
const SEAL_WORDS: Readonly<Record<SealRoom, readonly [inside: string, beside: string]>> = {
  UNSEALED: ['（公章）', '本件未加盖电子印章，加盖公章后有效。'],
  FOR_SEAL: ['（电子印章）', '本件加盖电子印章，印章验证无效或缺失的，本件无效。'],
};

/** What a paper is, before anything is on it. */
export interface PaperOptions {
  readonly title: string;
  /** At the foot of every page: where the paper comes from. */
  readonly foot: string;
  /** When what it says was recorded; papers hold no hour of printing. */
  readonly dated: Date;
  readonly landscape?: boolean;
}

/** A column of a table on paper; `share` of the width. */
export interface PaperColumn {
  readonly title: string;
  readonly share: number;
  readonly figures?: boolean;
}

/** The texts of a row's cells, or one text across all of them. */
export type PaperRow = readonly string[] | string;

interface ParagraphLook {
  readonly small?: boolean;
  readonly align?: 'left' | 'center';
}

/**
 * A paper being written, from top to bottom (PDF/A-2b, ISO 19005-2): the same words give the same bytes. A character
 * the typeface lacks is written as its code point, so that none goes missing unseen.
 */
export class SheetOfPaper {
  private readonly pdf: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];

  constructor(private readonly options: PaperOptions) {
    const { title, dated, landscape = false } = options;
    this.pdf = new PdfDocument({
      size: 'A4',
      layout: landscape ? 'landscape' : 'portrait',
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
      pdfVersion: '1.7',
      subset: 'PDF/A-2b',
      lang: 'zh-CN',
      displayTitle: true,
      bufferPages: true,
      info: {
        Title: title,
        Creator: 'reserve-pool',
        Producer: 'pdfkit',
        CreationDate: dated,
        ModDate: dated,
      },
    });
    this.pdf.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.pdf.registerFont('paper', typeface()).font('paper').fillColor(INK);
  }

  private get left(): number {
    return this.pdf.page.margins.left;
  }

  private get width(): number {
    return this.pdf.page.width - this.left - this.pdf.page.margins.right;
  }

  private get floor(): number {
    return this.pdf.page.height - this.pdf.page.margins.bottom;
  }

  heading(text: string): this {
    this.pdf
      .fontSize(20)
      .text(this.writable(text), this.left, this.pdf.y, { width: this.width, align: 'center' });
    this.pdf.moveDown(0.4);
    return this;
  }

  subheading(text: string): this {
    this.room(48);
    this.pdf.moveDown(0.6);
    this.pdf.fontSize(12).text(this.writable(text), this.left, this.pdf.y, { width: this.width });
    this.pdf.moveDown(0.3);
    return this;
  }

  paragraph(text: string, { small = false, align = 'left' }: ParagraphLook = {}): this {
    this.pdf.fontSize(small ? 8 : 10).fillColor(small ? GREY : INK);
    this.pdf.text(this.writable(text), this.left, this.pdf.y, { width: this.width, align });
    this.pdf.fillColor(INK).moveDown(0.3);
    return this;
  }

  /** What it is and what it says, so many beside each other. */
  facts(rows: readonly (readonly [string, string])[], beside = 1): this {
    const pair = [
      { title: '', share: 1 },
      { title: '', share: beside === 1 ? 3 : 2 },
    ];
    const columns = Array.from({ length: beside }, () => pair).flat();
    for (let first = 0; first < rows.length; first += beside)
      this.row(columns, rows.slice(first, first + beside).flat(), { size: 9 });
    this.pdf.moveDown(0.4);
    return this;
  }

  /** A table whose header stands again at the top of every page it reaches. */
  table(columns: readonly PaperColumn[], rows: readonly PaperRow[]): this {
    const size = columns.length > 8 ? 7 : columns.length > 6 ? 8 : 9;
    const across = [{ title: '', share: 1 }];
    const draw = (row: PaperRow, head: boolean): void => {
      const [form, texts] = typeof row === 'string' ? [across, [row]] : [columns, row];
      const look = { size, head: head || form === across };
      // A line across the page stays with the row it speaks of.
      const needed = this.row(form, texts, { ...look, dry: true }) + (form === across ? 2.5 * size : 0);
      if (needed > this.floor) {
        this.pdf.addPage();
        if (!head) this.row(columns, titles, { size, head: true });
      }
      this.row(form, texts, look);
    };
    const titles = columns.map(({ title }) => title);
    draw(titles, true);
    for (const row of rows) draw(row, false);
    this.pdf.moveDown(0.4);
    return this;
  }

  /** A line of places to sign. */
  signatures(posts: readonly string[]): this {
    this.room(54);
    this.pdf.moveDown(1.2);
    const [top, share] = [this.pdf.y, this.width / posts.length];
    posts.forEach((post, index) => {
      this.pdf.fontSize(10).text(`${post}：`, this.left + index * share, top, { width: share });
    });
    this.pdf.moveDown(1.6);
    return this;
  }

  /** A QR code, words beside it, and the place of the seal; without a code, words and seal. */
  sealed(qr: string | null, beside: readonly string[], room: SealRoom): this {
    const [inside, about] = SEAL_WORDS[room];
    this.room(QR_SIDE + 12);
    const top = this.pdf.y + 4;
    const words = this.left + (qr === null ? 0 : QR_SIDE + 12);
    const centre = this.left + this.width - SEAL_RADIUS;
    if (qr !== null) drawQr(this.pdf, qr, { left: this.left, top, side: QR_SIDE });
    this.pdf.fill(INK);
    this.pdf.y = top + 8;
    for (const line of [...beside, about])
      this.pdf
        .fontSize(8.5)
        .text(this.writable(line), words, this.pdf.y, { width: centre - SEAL_RADIUS - 12 - words })
        .moveDown(0.2);
    const end = this.pdf.y;
    this.seal(inside, centre, top + QR_SIDE / 2);
    this.pdf.x = this.left;
    this.pdf.y = Math.max(end, top + QR_SIDE + 8);
    return this;
  }

  /** The finished paper. */
  async bytes(): Promise<Uint8Array> {
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.pdf.switchToPage(page);
      this.pdf.page.margins.bottom = 0;
      const top = this.pdf.page.height - MARGIN - 12;
      const words = `${this.options.foot}　第 ${page + 1} 页，共 ${count} 页`;
      this.pdf.fontSize(7.5).fillColor(GREY);
      this.pdf.text(this.writable(words), this.left, top, { width: this.width, align: 'center' });
    }
    const ended = new Promise<void>((resolve) => this.pdf.on('end', resolve));
    this.pdf.end();
    await ended;
    return Buffer.concat(this.chunks);
  }

  /** Turns the page when there is less than this left of it. */
  private room(height: number): void {
    if (this.pdf.y + height > this.floor) this.pdf.addPage();
  }

  /** Writes one row, or only reckons where it would end. */
  private row(
    columns: readonly PaperColumn[],
    texts: readonly string[],
    {
      size,
      head = false,
      dry = false,
    }: { readonly size: number; readonly head?: boolean; readonly dry?: boolean },
  ): number {
    const shares = columns.reduce((total, { share }) => total + share, 0);
    const widths = columns.map(({ share }) => (share / shares) * this.width);
    this.pdf.fontSize(size);
    const words = texts.map((text) => this.writable(text));
    const heights = words.map((text, index) =>
      this.pdf.heightOfString(text === '' ? ' ' : text, { width: (widths[index] ?? 0) - 2 * CELL }),
    );
    const height = Math.max(...heights) + 2 * CELL;
    if (dry) return this.pdf.y + height;
    this.room(height);
    const top = this.pdf.y;
    let left = this.left;
    widths.forEach((width, index) => {
      if (head) this.pdf.rect(left, top, width, height).fill('#eef2f5').fillColor(INK);
      this.pdf.rect(left, top, width, height).lineWidth(0.5).stroke(LINE);
      const align = columns[index]?.figures === true && !head ? 'right' : 'left';
      this.pdf.text(words[index] ?? '', left + CELL, top + CELL, { width: width - 2 * CELL, align });
      left += width;
    });
    this.pdf.x = this.left;
    this.pdf.y = top + height;
    return this.pdf.y;
  }

  private seal(inside: string, x: number, y: number): void {
    this.pdf.circle(x, y, SEAL_RADIUS).lineWidth(0.6).dash(3, { space: 3 }).stroke(LINE);
    this.pdf.undash().fontSize(9).fillColor(GREY);
    const round = { width: 2 * SEAL_RADIUS, align: 'center' } as const;
    this.pdf.text(inside, x - SEAL_RADIUS, y - 16, round);
    this.pdf.text('年　　月　　日', x - SEAL_RADIUS, y + 6, round);
    this.pdf.fillColor(INK);
  }

  private writable(text: string): string {
    return writable(this.pdf, text);
  }
}
