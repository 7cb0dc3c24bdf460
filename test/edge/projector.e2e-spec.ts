import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Build, ServiceProcess } from '../support/built.js';
import type { FreshDatabase } from '../support/database.js';
import { bodyOf, reductionBody } from '../support/journey.js';
import { demoCity } from '../support/service.js';

interface Reduction {
  readonly id: string;
}

describe('read models kept in a process of their own', () => {
  let folder: string;
  let database: FreshDatabase;
  let build: Build;
  let projector: ChildProcess;
  let service: ServiceProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reserve-pool-projector-'));
    database = await demoCity(folder);
    build = await Build.copy();
    projector = build.spawn(['projector'], { DATABASE_URL: database.url });
    await once(projector.stdout ?? projector, 'data');
    service = await ServiceProcess.start(build, database.url, { PROJECTIONS: 'elsewhere', DATA_DIR: folder });
  }, 120_000);
  afterAll(async () => {
    projector?.kill('SIGKILL');
    await service?.kill();
    await build.remove();
    await database.drop();
    await rm(folder, { recursive: true });
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
