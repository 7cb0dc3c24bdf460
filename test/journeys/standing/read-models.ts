import pg from 'pg';
import { rebuildProjections } from '#apps/api';
import { EventStore } from '#libs/event-store';
import { type Part } from './watch.js';

/** The read models of standing, from nothing. */
export const readModels: Part = (at) => {
  describe('the read models', () => {
    const TABLES = ['reading', 'suspension', 'assessment'];
    const rows = async (): Promise<readonly unknown[][]> => {
      const client = new pg.Client({ connectionString: at().running.databaseUrl });
      await client.connect();
      try {
        const found: unknown[][] = [];
        for (const table of TABLES)
          found.push((await client.query(`SELECT * FROM read.${table} ORDER BY id`)).rows);
        return found;
      } finally {
        await client.end();
      }
    };

    it('built again from the first event are the same', async () => {
      const before = await rows();
      expect(before.every(({ length }) => length > 3)).toBe(true);
      const store = at().running.service.app.get(EventStore);
      await rebuildProjections({ url: at().running.databaseUrl, store, names: TABLES });
      expect(await rows()).toEqual(before);
    });
  });
};
