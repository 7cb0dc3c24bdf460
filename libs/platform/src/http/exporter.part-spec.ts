import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '#kernel';
import { printed } from '#libs/documents';
import { partsOf } from '../../../../test/support/sheets.js';
import { Exporter, ExportSource, MOST_EXPORTED } from './exporter.js';
import { XLSX_TYPE } from './file-types.js';
import type { Listing } from './listing.js';

/** A log that grows while it is read, until it has told all its positions. */
class Growing extends ExportSource {
  constructor(private readonly positions: number[]) {
    super();
  }
  override async position(): Promise<number> {
    const [position = 0] = this.positions;
    if (this.positions.length > 1) this.positions.shift();
    return position;
  }
  override async notes(position: number): Promise<readonly (readonly [string, string])[]> {
    return [['台账位置', String(position)]];
  }
}

const exporterOver = (positions: number[], perMinute = 0): Exporter =>
  new Exporter(new Growing(positions), perMinute, printed);

const asked = (query: Readonly<Record<string, string>> = {}): FastifyRequest =>
  ({
    url: `/api/v1/lots?${new URLSearchParams(query).toString()}`,
    query,
    account: { id: 'office@320500' },
  }) as unknown as FastifyRequest;
const listing = (count: number): Listing => ({
  items: Array.from({ length: count }, (_, index): JsonObject => ({ id: String(index) })),
  total: count,
});
const notesIn = (bytes: Uint8Array): string => partsOf(bytes)['xl/worksheets/sheet2.xml'] ?? '';

describe('a list as a file', () => {
  it('has so many rows and no more, whatever is asked for', async () => {
    const exporter = exporterOver([7]);
    const whole = asked({ whole: 'true' });
    const most = await exporter.list(whole, XLSX_TYPE, async () => ({ ...listing(1), total: MOST_EXPORTED }));
    expect(most.total).toBe(5_000);
    await expect(
      exporter.list(whole, XLSX_TYPE, async () => ({ ...listing(1), total: MOST_EXPORTED + 1 })),
    ).rejects.toMatchObject({ refusal: { code: 'EXPORT_TOO_LARGE' } });
    const page = await exporter.list(asked(), XLSX_TYPE, async () => ({ ...listing(1), total: 9_999 }));
    expect(page.total).toBe(9_999);
  });

  it('is of one position: read again when somebody wrote meanwhile', async () => {
    let reads = 0;
    const { bytes } = await exporterOver([7, 8, 9]).list(asked(), XLSX_TYPE, async () => {
      reads += 1;
      return listing(reads);
    });
    expect(reads).toBe(3);
    expect(notesIn(bytes)).toContain('>9<');
    expect(notesIn(bytes)).not.toContain('>8<');
  });

  it('says who, how many rows and with which filters, and what for; all of it is written down', async () => {
    const request = asked({ place: '320583', purpose: '年度核对' });
    const { bytes } = await exporterOver([7]).list(request, XLSX_TYPE, async () => listing(2));
    const said = ['office@320500', '/api/v1/lots', 'place=320583', '年度核对', '>2<', '>7<'];
    expect(said.filter((words) => !notesIn(bytes).includes(words))).toEqual([]);
    expect(request.exported).toEqual({ position: 7, rows: 2, purpose: '年度核对' });
  });

  it('is not handed out too often to one person', async () => {
    const exporter = exporterOver([7], 2);
    const take = () => exporter.list(asked(), XLSX_TYPE, async () => listing(1));
    await take();
    await take();
    await expect(take()).rejects.toMatchObject({ refusal: { code: 'RATE_LIMITED' } });
  });
});
