import 'reflect-metadata';
import { Body, Controller, Inject, Module, Post, Req, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { mgOf, subtract, tonnes, type JsonObject, type Tonnes } from '#kernel';
import { LedgerExecutor, PostgresEventStore } from '#libs/event-store';
import {
  Amount,
  configureEdge,
  createEdgeAdapter,
  EDGE_OPTIONS,
  PlaceField,
  sendingOf,
  submissionOf,
  Text,
} from '#libs/platform';
import { drawExecutor, movementOf } from './draw-domain.js';

/**
 * The same route twice, behind the same edge with the same DTO: `executor <url>` gives the draw to the executor,
 * `typeorm <url> <connections>` does what the TypeORM guide says about a row that many want.
 */
class DrawDto {
  @PlaceField() pool!: string;
  @Amount() amount!: Tonnes;
  @Text({ max: 200 }) project!: string;
}

@Controller('draws')
class ExecutorDraws {
  constructor(@Inject(LedgerExecutor) private readonly executor: LedgerExecutor) {}

  @Post()
  async draw(
    @Body() { pool, amount, project }: DrawDto,
    @Req() request: FastifyRequest,
  ): Promise<JsonObject> {
    const actor = { id: 'county-reviewer@320583', roles: ['county-reviewer'], place: '320583' } as const;
    const command = { type: 'Draw', data: { pool, amount, project }, actor };
    const outcome = await this.executor.submit(submissionOf(command, sendingOf(request)));
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    return outcome.answer;
  }
}

@Entity({ schema: 'bench', name: 'pool' })
class PoolRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') available!: Tonnes;
  @Column('bigint') version!: string;
}

@Entity({ schema: 'bench', name: 'movement' })
class MovementRow {
  @PrimaryColumn('text') pool!: string;
  @PrimaryColumn('bigint') version!: string;
  @Column('text') body!: string;
}

@Controller('draws')
class TypeOrmDraws {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Post()
  async draw(@Body() { pool, amount, project }: DrawDto): Promise<JsonObject> {
    return this.dataSource.transaction(async (manager) => {
      const row = await manager.findOneOrFail(PoolRow, {
        where: { id: pool },
        lock: { mode: 'pessimistic_write' },
      });
      const left = subtract(mgOf(row.available), mgOf(amount));
      if (left < 0n) throw new Error('the pool is empty');
      const version = String(Number(row.version) + 1);
      await manager.insert(MovementRow, {
        pool,
        version,
        body: JSON.stringify(movementOf({ pool, amount, project }, left)),
      });
      await manager.update(PoolRow, { id: pool }, { available: tonnes(left), version });
      return { left: tonnes(left) };
    });
  }
}

const [kind = '', url = '', connections = ''] = process.argv.slice(2);

const overExecutor = async (): Promise<Type> => {
  const executor = drawExecutor(new PostgresEventStore({ url }), 'http-draws');
  @Module({ controllers: [ExecutorDraws], providers: [{ provide: LedgerExecutor, useValue: executor }] })
  class ExecutorModule {}
  return ExecutorModule;
};

const overTypeOrm = async (): Promise<Type> => {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    entities: [PoolRow, MovementRow],
    poolSize: Number(connections),
  }).initialize();
  @Module({ controllers: [TypeOrmDraws], providers: [{ provide: DataSource, useValue: dataSource }] })
  class TypeOrmModule {}
  return TypeOrmModule;
};

const module = await (kind === 'executor' ? overExecutor() : overTypeOrm());
const app = await NestFactory.create<NestFastifyApplication>(module, createEdgeAdapter(), {
  ...EDGE_OPTIONS,
  logger: false,
});
configureEdge(app);
await app.listen(0, '127.0.0.1');
process.stdout.write(`ready: ${await app.getUrl()}\n`);
