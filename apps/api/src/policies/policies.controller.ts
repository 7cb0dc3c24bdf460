import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseInstant, parseCivilDate, startOf, type Json } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  AnyJson,
  EffectiveTime,
  KnownTime,
  listed,
  ListQuery,
  Lists,
  Permit,
  Text,
  Writes,
  invalidField,
  type Listing,
} from '#libs/platform';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { PolicyBook } from './policy-book.js';

class AdoptPolicyDto {
  @Text({ max: 60 }) key!: string;
  @AnyJson() value!: Json;
  @Text({
    max: 40,
    description: 'Civil date (from its first moment in Asia/Shanghai) or instant with offset.',
  })
  effectiveFrom!: string;
  @Text({ max: 200 }) decisionNo!: string;
}

class PoliciesQuery extends ListQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
}

/** 政策：every gap in the scheme's text with the value in force and its history. */
@ApiTags('政策 policies')
@Controller('policies')
export class PoliciesController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly book: PolicyBook,
  ) {}

  @Get()
  @Permit('reference:read')
  @Lists()
  async list(@Query() query: PoliciesQuery): Promise<Listing> {
    return listed(await this.book.all(query), query);
  }

  @Post()
  @Permit('policy:adopt')
  @Writes({ stream: 'policy' })
  adopt(@Body() body: AdoptPolicyDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const { key, value, effectiveFrom, decisionNo } = body;
    const data = { key, value, effectiveFrom: startingAt(effectiveFrom), decisionNo };
    return this.ledger.submit({ type: 'AdoptPolicy', data, stream: 'policy' }, writer);
  }
}

const startingAt = (text: string): string => {
  const date = parseCivilDate(text);
  const moment = date === undefined ? parseInstant(text) : startOf(date);
  if (moment === undefined) throw invalidField('effectiveFrom', { rule: 'MOMENT_FORM' });
  return moment;
};
