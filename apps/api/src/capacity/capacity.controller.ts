import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor, CivilDate } from '#kernel';
import { CAPACITY_KINDS, type CapacityKind } from '#contract/capacity';
import type { Outcome } from '#libs/event-store';
import {
  CivilDateField,
  CurrentActor,
  Id,
  Lists,
  OneOf,
  PathId,
  Permit,
  PlaceField,
  PointInTimeQuery,
  Text,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { capacityRegister, CapacityRow } from '#module/capacity';
import { ItemRegisters, type ItemRegister } from '../ledger/item-registers.js';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';

class RecordCapacityDto {
  @PlaceField() place!: string;
  @OneOf(CAPACITY_KINDS) kind!: CapacityKind;
  @Text({ max: 200 }) topic!: string;
  @CivilDateField() on!: CivilDate;
  @Id({ list: { min: 1, max: 200 }, description: 'Account or staff numbers, never names.' })
  people!: string[];
  @Text({ max: 200 }) documentNo!: string;
}

class CapacityQuery extends RegisterQuery {
  @OneOf(CAPACITY_KINDS, { optional: true }) kind?: string;
}

/** 能力建设 (第二十、二十四、二十五条): who accounts and monitors, and what was done to teach and to tell. */
@ApiTags('监督 supervision')
@Controller('capacity-records')
export class CapacityController {
  private readonly register: ItemRegister;

  constructor(
    private readonly ledger: LedgerGateway,
    registers: ItemRegisters,
  ) {
    this.register = registers.open(capacityRegister, CapacityRow, '能力建设登记');
  }

  @Post()
  @Permit('capacity:record')
  @Writes({ creates: '/api/v1/capacity-records/{id}', stream: 'capacity-{place}' })
  record(@Body() body: RecordCapacityDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const stream = `capacity-${body.place}`;
    return this.ledger.submit({ type: 'RecordCapacity', data: plain(body), stream }, writer);
  }

  @Get()
  @Permit('standing:read')
  @Lists()
  list(@Query() query: CapacityQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    return this.register.list(query, actor, { kind: query.kind });
  }

  @Get(':id')
  @Permit('standing:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.register.read(id, actor, query);
  }
}
