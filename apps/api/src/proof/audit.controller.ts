import { Body, Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { JsonObject } from '#kernel';
import { signedChange, type Suite } from '#libs/audit';
import type { Outcome } from '#libs/event-store';
import { invalidField, OneOf, Permit, Public, Text, WholeText, Writes } from '#libs/platform';
import { nodeCryptography } from '#module/audit';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { checkpointView, consistencyOf, inclusionOf, keysView } from './audit-views.js';
import { wholeNote } from './checkpoint-store.js';
import { troubleAsRefusal } from './proof-trouble.js';
import { Proofs } from './proofs.js';

const MOST = 999_999_999;

class LogQuery {
  @OneOf(['sha256', 'sm3'], { optional: true }) suite?: Suite;
}
class ProofQuery extends LogQuery {
  @WholeText({ min: 1, max: MOST }) position!: number;
}
class ConsistencyQuery extends LogQuery {
  @WholeText({ min: 0, max: MOST }) from!: number;
  @WholeText({ min: 0, max: MOST, optional: true }) to?: number;
}
class RotateKeysDto {
  @Text({ max: 200 }) decisionNo!: string;
}

/** 审计证明：checkpoints and proofs, open to anybody. Formats: docs/audit-format.md. */
@ApiTags('审计 audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly proofs: Proofs,
    private readonly ledger: LedgerGateway,
  ) {}

  /** The newest checkpoint: the signed note itself, or with `Accept: application/json` the same taken apart. */
  @Get('checkpoint')
  @Public()
  @ApiProduces('text/plain', 'application/json')
  async checkpoint(
    @Query() { suite }: LogQuery,
    @Headers('accept') accept = '',
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject | string> {
    const keeper = this.proofs.of(suite);
    const issued = await troubleAsRefusal(() => keeper.issue());
    if (accept.includes('application/json')) return checkpointView(keeper, issued);
    void reply.type('text/plain; charset=utf-8');
    return wholeNote(issued);
  }

  /** That the event at a position is in the log, as of a checkpoint that covers it. */
  @Get('proof')
  @Public()
  proof(@Query() { position, suite }: ProofQuery): Promise<JsonObject> {
    return troubleAsRefusal(() => inclusionOf(this.proofs.of(suite), position));
  }

  /** That the log of `to` events begins with that of `from`; `to` is the newest checkpoint's size unless given. */
  @Get('consistency')
  @Public()
  async consistency(@Query() { from, to, suite }: ConsistencyQuery): Promise<JsonObject> {
    const keeper = this.proofs.of(suite);
    const upTo = to ?? (await troubleAsRefusal(() => keeper.issue())).size;
    if (from > upTo) throw invalidField('from', { rule: 'NOT_WHOLE', params: { min: 0, max: upTo } });
    return troubleAsRefusal(() => consistencyOf(keeper, from, upTo));
  }

  /** Which keys sign, and signed, whose checkpoints; which witnesses are asked. */
  @Get('keys')
  @Public()
  async keys(): Promise<JsonObject> {
    return { logs: await Promise.all(this.proofs.all.map(keysView)) };
  }

  /** 更换签名密钥：new keys for every log, recorded in the log before they sign anything. */
  @Post('keys/rotation')
  @Permit('signing-key:rotate')
  @Writes({ stream: 'keys' })
  async rotate(@Body() { decisionNo }: RotateKeysDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const changes = await this.proofs.keys.next();
    const keys = changes.map(({ old, fresh }) => {
      const change = { oldKey: old.verifier.text, newKey: fresh.verifier.text };
      return signedChange(change, { key: old, decisionNo }, nodeCryptography);
    });
    const outcome = await this.ledger.submit(
      { type: 'RotateSigningKey', data: { keys, decisionNo }, stream: 'keys' },
      writer,
    );
    if (outcome.ok && !outcome.dryRun) await this.proofs.issueAll();
    return outcome;
  }
}
