import { DataSource } from 'typeorm';
import { tilePath, type Tile, type TilePlace, type Suite } from '#libs/audit';
import { LEDGER } from '../ledger/ledger.constants.js';

/** A tile is 8 KiB; about 8 MiB for each log. */
const MOST_CACHED = 1_024;

interface TileRow {
  readonly level: number;
  readonly idx: string;
  readonly hashes: Buffer;
}

const tileIn = ({ level, idx, hashes }: TileRow): Tile => ({ level, index: Number(idx), hashes });

/** The full tiles of one log. They never change, so that two processes can only write the same. */
export class TileStore {
  private readonly cached = new Map<string, Tile>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly suite: Suite,
  ) {}

  /** How many tiles of level 0 there are from the first one on without a gap. */
  async count(): Promise<number> {
    const rows: { idx: string }[] = await this.dataSource.query(
      'SELECT idx FROM ledger.tile WHERE ledger = $1 AND suite = $2 AND level = 0 ORDER BY idx DESC LIMIT 1',
      [LEDGER, this.suite],
    );
    return rows[0] === undefined ? 0 : Number(rows[0].idx) + 1;
  }

  async range(level: number, from: number, to: number): Promise<readonly Tile[]> {
    const rows: TileRow[] = await this.dataSource.query(
      `SELECT level, idx, hashes FROM ledger.tile
       WHERE ledger = $1 AND suite = $2 AND level = $3 AND idx >= $4 AND idx < $5 ORDER BY idx`,
      [LEDGER, this.suite, level, from, to],
    );
    return rows.map(tileIn);
  }

  async find(place: TilePlace): Promise<Tile | undefined> {
    const known = this.cached.get(tilePath(place));
    if (known !== undefined) return known;
    const [tile] = await this.range(place.level, place.index, place.index + 1);
    if (tile !== undefined) this.cache(tile);
    return tile;
  }

  /** Adds tiles, all or none. */
  async add(tiles: readonly Tile[]): Promise<void> {
    if (tiles.length === 0) return;
    await this.dataSource.query(
      `INSERT INTO ledger.tile (ledger, suite, level, idx, hashes)
       SELECT $1, $2, * FROM unnest($3::int[], $4::bigint[], $5::bytea[]) ON CONFLICT DO NOTHING`,
      [
        LEDGER,
        this.suite,
        tiles.map(({ level }) => level),
        tiles.map(({ index }) => index),
        tiles.map(({ hashes }) => Buffer.from(hashes)),
      ],
    );
    tiles.forEach((tile) => this.cache(tile));
  }

  /** Also for tiles not stored yet, so that a proof can use them at once. */
  cache(tile: Tile): void {
    const [oldest] = this.cached.keys();
    if (this.cached.size >= MOST_CACHED && oldest !== undefined) this.cached.delete(oldest);
    this.cached.set(tilePath(tile), tile);
  }
}
