import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { holdsAnyRole, type Actor, type JsonObject } from '#kernel';
import {
  actorIn,
  CSV_TYPE,
  CurrentActor,
  edgeRefusal,
  Exporter,
  fileWanted,
  OneOf,
  PathId,
  PathText,
  Permit,
  rolesAllowed,
  sendFile,
  TakesSheet,
  XLSX_TYPE,
} from '#libs/platform';
import { IMPORT_MODES, jobView, type ImportMode } from './import-job.js';
import type { ImportKind } from './import-kind.js';
import { ImportWorks } from './import-works.js';
import { IMPORT_KINDS, importKind } from './kinds.js';

class CommitImportDto {
  @OneOf(IMPORT_MODES, { optional: true, description: 'Absent: all rows or none.' })
  mode: ImportMode = 'ALL_OR_NOTHING';
}

/** Errors: NOT_FOUND, FORBIDDEN_ROLE. */
const ownKind = (name: string, actor: Actor): ImportKind => {
  const kind = importKind(name);
  const allowed = rolesAllowed(kind.permission);
  if (!holdsAnyRole(actor, allowed)) throw edgeRefusal('FORBIDDEN_ROLE', { allowed: allowed.join(' ') });
  return kind;
};

/** 导入：a sheet is tried out row by row, looked at, and then written, each row the command its own request would be. */
@ApiTags('导入 imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly works: ImportWorks,
    private readonly exporter: Exporter,
  ) {}

  /** The kinds of sheets this account may send. */
  @Get()
  @Permit('import:use')
  async list(@CurrentActor() actor: Actor): Promise<JsonObject> {
    const kinds = IMPORT_KINDS.filter(({ permission }) => holdsAnyRole(actor, rolesAllowed(permission)));
    return {
      kinds: kinds.map(({ form: { kind, title } }) => ({ kind, title })),
      items: (await this.works.all(actor)).map(jobView),
    };
  }

  /** 导入模板. */
  @Get('templates/:kind')
  @Permit('import:use')
  @ApiProduces(XLSX_TYPE)
  async template(
    @PathText('kind') name: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { form } = ownKind(name, actor);
    const bytes = await this.exporter.print({ form: 'TEMPLATE', intake: form });
    return sendFile(reply, { name: form.kind, type: XLSX_TYPE, bytes });
  }

  /** Takes an xlsx or CSV file of a kind (`id`) as the body and tries every row out; nothing is written yet. */
  @Post(':id')
  @HttpCode(201)
  @Permit('import:use')
  @TakesSheet()
  @ApiConsumes(XLSX_TYPE, CSV_TYPE)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async upload(
    @PathText('id') name: string,
    @CurrentActor() actor: Actor,
    @Req() { body }: FastifyRequest,
  ): Promise<JsonObject> {
    const { form } = ownKind(name, actor);
    if (!Buffer.isBuffer(body)) throw edgeRefusal('UNSUPPORTED_MEDIA_TYPE');
    return jobView(await this.works.upload(form.kind, actor, body));
  }

  /** How far it has come; as xlsx the sheet that was sent, with what is wrong on its cells. */
  @Get(':id')
  @Permit('import:use')
  @ApiProduces('application/json', XLSX_TYPE)
  async read(
    @PathId('id') id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject | Buffer> {
    if (fileWanted(reply.request.headers.accept, [XLSX_TYPE]) === undefined)
      return jobView(await this.works.find(id, actor));
    reply.request.exported = { import: id };
    return sendFile(reply, { name: id, type: XLSX_TYPE, bytes: await this.works.marked(id, actor) });
  }

  /** Writes the rows found good; the same sheet again writes nothing. */
  @Post(':id/commit')
  @HttpCode(200)
  @Permit('import:use')
  async commit(
    @PathId('id') id: string,
    @Body() { mode }: CommitImportDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject> {
    const actor = actorIn(reply.request);
    const { kind } = await this.works.find(id, actor);
    ownKind(kind, actor);
    const job = await this.works.commit(id, actor, mode);
    void reply.header('ledger-position', String(job.position));
    return jobView(job);
  }

  /** Stops it; rows already written stay. */
  @Post(':id/cancellation')
  @HttpCode(200)
  @Permit('import:use')
  async cancel(@PathId('id') id: string, @CurrentActor() actor: Actor): Promise<JsonObject> {
    return jobView(await this.works.cancel(id, actor));
  }
}
