import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CivilDate, JsonObject } from '#kernel';
import { delegationView } from '#libs/delegation';
import type { Outcome } from '#libs/event-store';
import {
  Accounts,
  CivilDateField,
  CurrentAccount,
  edgeRefusal,
  PathId,
  Permit,
  pointInTime,
  PointInTimeQuery,
  Username,
  Writes,
  type Account,
} from '#libs/platform';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { DelegationBook } from './delegation-book.js';

class GrantBody {
  @Username({ description: 'Who shall act; the ledger keeps the id of the account.' }) delegate!: string;
  @CivilDateField() from!: CivilDate;
  @CivilDateField({ description: 'The last day.' }) until!: CivilDate;
}

class DelegationsQuery extends PointInTimeQuery {
  @Username({
    optional: true,
    description: 'Whose delegations to oneself; without it, those one has granted.',
  })
  delegator?: string;
}

/**
 * 代理: acting for somebody between two dates. Whoever may, sends `On-Behalf-Of: <account id>`; the other's roles and
 * place then count, both accounts stand in the event, and separation of duties looks at both.
 */
@ApiTags('代理 delegations')
@Controller('delegations')
export class DelegationsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly book: DelegationBook,
    private readonly accounts: Accounts,
  ) {}

  @Get()
  @Permit('delegation:read')
  @ApiOperation({ summary: '代理清单 What one has granted, or was granted by somebody' })
  async list(@Query() query: DelegationsQuery, @CurrentAccount() reader: Account): Promise<JsonObject> {
    const { delegator } = query;
    const account = delegator === undefined ? reader : await this.accounts.find(delegator);
    const granted = [...(await this.book.of(account?.id ?? '', pointInTime(query))).values()];
    const seen = granted.filter(({ delegate }) => delegator === undefined || delegate === reader.id);
    return { items: seen.map(delegationView) };
  }

  @Post()
  @Permit('delegation:grant')
  @Writes()
  @ApiOperation({ summary: '授权代理 Let another account act in one’s name' })
  async grant(
    @Body() { delegate, from, until }: GrantBody,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const account = await this.accounts.find(delegate);
    if (!account) throw edgeRefusal('NOT_FOUND', { subject: `账户 ${delegate}` });
    const data = { delegate: account.id, delegateRoles: account.roles, from, until };
    return this.ledger.submit({ type: 'GrantDelegation', data }, writer);
  }

  @Post(':id/revocation')
  @Permit('delegation:grant')
  @Writes()
  @ApiOperation({ summary: '撤销代理 End it at once' })
  revoke(@PathId('id') delegationId: string, @CurrentWriter() writer: Writer): Promise<Outcome> {
    return this.ledger.submit({ type: 'RevokeDelegation', data: { delegationId } }, writer);
  }
}
