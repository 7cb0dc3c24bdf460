import PdfDocument from 'pdfkit';
import { encode } from 'uqr';
import { typeface } from './font.js';

const MARGIN = 48;
const FOOT = 40;
const GREY = '#5b6770';
const INK = '#111111';
const LINE = '#8a949c';
const CELL = 4;

interface Glyphs {
  hasGlyphForCodePoint(point: number): boolean;
}

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

  /** Two columns: what it is, and what it says. */
  facts(rows: readonly (readonly [string, string])[]): this {
    const columns = [
      { title: '', share: 1 },
      { title: '', share: 3 },
    ];
    for (const row of rows) this.row(columns, row, { size: 10 });
    this.pdf.moveDown(0.4);
    return this;
  }

  /** A table whose header stands again at the top of every page it reaches. */
  table(columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): this {
    const size = columns.length > 8 ? 7 : 9;
    const header = columns.map(({ title }) => title);
    const draw = (texts: readonly string[], head: boolean): void => {
      if (this.row(columns, texts, { size, head, dry: true }) > this.floor) {
        this.pdf.addPage();
        if (!head) this.row(columns, header, { size, head: true });
      }
      this.row(columns, texts, { size, head });
    };
    draw(header, true);
    for (const texts of rows) draw(texts, false);
    this.pdf.moveDown(0.4);
    return this;
  }

  /** A line of places to sign. */
  signatures(posts: readonly string[]): this {
    this.room(70);
    this.pdf.moveDown(1.2);
    const [top, share] = [this.pdf.y, this.width / posts.length];
    posts.forEach((post, index) => {
      this.pdf.fontSize(10).text(`${post}：`, this.left + index * share, top, { width: share });
    });
    this.pdf.moveDown(2);
    return this;
  }

  /** A QR code (ISO/IEC 18004) with words beside it. */
  code(text: string, beside: readonly string[]): this {
    const { size, data } = encode(text, { ecc: 'M', border: 4 });
    const side = 132;
    this.room(side + 12);
    const [top, dot] = [this.pdf.y + 4, side / size];
    data.forEach((line, row) =>
      line.forEach((dark, column) => {
        if (dark) this.pdf.rect(this.left + column * dot, top + row * dot, dot + 0.02, dot + 0.02);
      }),
    );
    this.pdf.fill(INK);
    const column = { width: this.width - side - 12 };
    this.pdf.y = top + 8;
    for (const line of beside)
      this.pdf
        .fontSize(8.5)
        .text(this.writable(line), this.left + side + 12, this.pdf.y, column)
        .moveDown(0.2);
    this.pdf.y = Math.max(this.pdf.y, top + side + 8);
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

  private writable(text: string): string {
    // pdfkit keeps the open font where its types do not show it.
    const { font } = Reflect.get(this.pdf, '_font') as { readonly font: Glyphs };
    return Array.from(text)
      .map((character) => {
        const point = character.codePointAt(0) ?? 0;
        if (character === '\n' || font.hasGlyphForCodePoint(point)) return character;
        return `〔U+${point.toString(16).toUpperCase().padStart(4, '0')}〕`;
      })
      .join('');
  }
}
