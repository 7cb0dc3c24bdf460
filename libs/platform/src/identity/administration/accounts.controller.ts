import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { JsonObject, Role } from '#kernel';
import { OneOf } from '../../http/fields.js';
import type { Listing } from '../../http/listing.js';
import { listed, Lists } from '../../http/lists.js';
import { PathText } from '../../http/params.js';
import { CurrentAccount, Permit } from '../access.js';
import type { Account } from '../accounts.js';
import { AccountChanges, type Administrator, type ChangeDecision } from './account-changes.js';
import { AccountDirectory } from './account-directory.js';
import { AccountKeeping } from './account-keeping.js';
import { assertKeeps } from './change.js';
import { AccountsQuery, CreationBody, CurrentAdministrator, PersonBody, RolesBody } from './accounts.dto.js';

class DecisionBody {
  @OneOf(['PASS', 'REJECT'])
  readonly decision!: ChangeDecision;
}

/** 账户: the three administrators' work. Creation, roles, passwords and the yearly confirmation take two of them. */
@ApiTags('账户 accounts')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly changes: AccountChanges,
    private readonly directory: AccountDirectory,
    private readonly keeping: AccountKeeping,
  ) {}

  @Get()
  @Permit('account:read')
  @Lists()
  @ApiOperation({
    summary: '账户清单 Accounts of the own places; names and phones masked but for the system administrator',
  })
  async list(@Query() query: AccountsQuery, @CurrentAccount() reader: Account): Promise<Listing> {
    const { status, place } = query;
    if (place !== undefined) assertKeeps(reader, place);
    const accounts = await this.directory.list(reader, await this.changes.open());
    const fits = (account: JsonObject): boolean =>
      (status === undefined || account['status'] === status) &&
      (place === undefined || account['place'] === place);
    return listed(accounts.filter(fits), query);
  }

  @Get('staffing')
  @Permit('account:staffing')
  @ApiOperation({ summary: '人员配备 Places where filer, reviewer and approver cannot be three people' })
  async staffing(@CurrentAccount() reader: Account): Promise<JsonObject> {
    return { items: await this.directory.staffing(reader) };
  }

  @Post()
  @Permit('account:create')
  @ApiOperation({ summary: '申请新建账户 Ask for an account; answers half of its first password' })
  create(@Body() body: CreationBody, @CurrentAdministrator() by: Administrator): Promise<JsonObject> {
    const { username, roles, place, person } = body;
    return this.changes.create(by, { username, roles: roles as readonly Role[], place }, (manager, id) =>
      person ? this.keeping.firstPerson(manager, id, person) : Promise.resolve(),
    );
  }

  @Get(':id')
  @Permit('account:read')
  @ApiOperation({ summary: '账户 One account' })
  async read(@PathText('id') id: string, @CurrentAccount() reader: Account): Promise<JsonObject> {
    const [change] = await this.changes.open([id]);
    return this.directory.read(reader, id, change);
  }

  @Post(':id/roles')
  @HttpCode(202)
  @Permit('account:request')
  @ApiOperation({ summary: '申请变更岗位 Ask for other roles or another place' })
  async changeRoles(
    @PathText('id') id: string,
    @Body() { roles, place }: RolesBody,
    @CurrentAdministrator() by: Administrator,
  ): Promise<JsonObject> {
    const account = await this.directory.get(id, by.account);
    const terms = { username: account.username, roles: roles as readonly Role[], place };
    return this.changes.request(by, { kind: 'ROLES', account }, terms);
  }

  @Post(':id/renewal')
  @HttpCode(202)
  @Permit('account:request')
  @ApiOperation({ summary: '申请年度确认 Ask for the yearly confirmation of the person' })
  async renew(@PathText('id') id: string, @CurrentAdministrator() by: Administrator): Promise<JsonObject> {
    return this.changes.request(by, { kind: 'RENEWAL', account: await this.directory.get(id, by.account) });
  }

  @Post(':id/password')
  @HttpCode(202)
  @Permit('account:request')
  @ApiOperation({ summary: '申请重置口令 Ask for a new first password; answers half of it' })
  async resetPassword(
    @PathText('id') id: string,
    @CurrentAdministrator() by: Administrator,
  ): Promise<JsonObject> {
    return this.changes.request(by, { kind: 'PASSWORD', account: await this.directory.get(id, by.account) });
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @Permit('account:confirm')
  @ApiOperation({ summary: '确认或驳回 Confirm or reject what another administrator asked for' })
  async decide(
    @PathText('id') id: string,
    @Body() { decision }: DecisionBody,
    @CurrentAdministrator() by: Administrator,
  ): Promise<JsonObject> {
    await this.directory.reach(by.account, id);
    return this.changes.decide(by, id, decision);
  }

  @Post(':id/lock')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('account:lock')
  @ApiOperation({ summary: '锁定 Lock: every token of the account is dead within a second' })
  async lock(@PathText('id') id: string, @CurrentAdministrator() by: Administrator): Promise<void> {
    await this.keeping.lock(by, await this.directory.get(id, by.account));
  }

  @Post(':id/unlock')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('account:lock')
  @ApiOperation({ summary: '解锁 Unlock, and forgive failed sign-ins' })
  async unlock(@PathText('id') id: string, @CurrentAdministrator() by: Administrator): Promise<void> {
    await this.keeping.unlock(by, await this.directory.get(id, by.account));
  }

  @Post(':id/second-factor-reset')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('account:lock')
  @ApiOperation({ summary: '重置动态口令 Forget the authenticator, as when the phone is lost' })
  async resetSecondFactor(
    @PathText('id') id: string,
    @CurrentAdministrator() by: Administrator,
  ): Promise<void> {
    await this.keeping.resetSecondFactor(by, await this.directory.get(id, by.account));
  }

  @Put(':id/personal-data')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('person:write')
  @ApiOperation({ summary: '登记个人信息 Who holds the account' })
  async writePerson(
    @PathText('id') id: string,
    @Body() person: PersonBody,
    @CurrentAdministrator() by: Administrator,
  ): Promise<void> {
    await this.keeping.writePerson(by, (await this.directory.get(id, by.account)).id, person);
  }

  @Delete(':id/personal-data')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('person:write')
  @ApiOperation({ summary: '删除个人信息 Erase the person; the id stays' })
  async erasePerson(@PathText('id') id: string, @CurrentAdministrator() by: Administrator): Promise<void> {
    await this.keeping.erasePerson(by, (await this.directory.get(id, by.account)).id);
  }
}
