import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { Build, ServiceProcess } from '../support/built.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { bodyOf, reductionBody } from '../support/journey.js';

interface Reduction {
  readonly id: string;
}

describe('read models kept in a process of their own', () => {
  let database: FreshDatabase;
  let build: Build;
  let projector: ChildProcess;
  let service: ServiceProcess;

  beforeAll(async () => {
    database = await freshDatabase();
    build = await Build.copy();
    projector = build.spawn(['projector'], { DATABASE_URL: database.url });
    await once(projector.stdout ?? projector, 'data');
    service = await ServiceProcess.start(build, database.url, { PROJECTIONS: 'elsewhere' });
  }, 120_000);
  afterAll(async () => {
    projector?.kill('SIGKILL');
    await service?.kill();
    await build.remove();
    await database.drop();
  });

  it('are read by a service that keeps none, and stand still without that process', async () => {
    const clerk = await service.offices.officer('county-clerk@320583');
    const filed = await clerk.post<Reduction>('/reductions', reductionBody('320583', { COD: '1' }));
    const { id } = bodyOf(filed, 201);
    expect(bodyOf(await clerk.get<Reduction>(`/reductions/${id}`), 200).id).toBe(id);
    const ended = once(projector, 'exit');
    projector.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await clerk.post('/reductions', reductionBody('320583', { COD: '2' }));
    expect((await clerk.get('/reductions')).problem.code).toBe('PROJECTION_BEHIND');
  });
});
