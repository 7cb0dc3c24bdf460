import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PathText } from '../../http/params.js';
import { CurrentAccount, Permit } from '../access.js';
import type { Account } from '../accounts.js';
import { Sessions, type SessionView } from '../sessions.js';
import type { Administrator } from './account-changes.js';
import { AccountDirectory } from './account-directory.js';
import { AccountKeeping } from './account-keeping.js';
import { CurrentAdministrator } from './accounts.dto.js';

/** 账户的登录: where an account is signed in, and ending it all without locking it. */
@ApiTags('账户 accounts')
@Controller('accounts/:id/sessions')
export class AccountSessionsController {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly sessions: Sessions,
    private readonly keeping: AccountKeeping,
  ) {}

  @Get()
  @Permit('account:read')
  @ApiOperation({ summary: '账户的登录 Where an account is signed in' })
  async list(
    @PathText('id') id: string,
    @CurrentAccount() reader: Account,
  ): Promise<{ items: readonly SessionView[] }> {
    return { items: await this.sessions.of((await this.directory.get(id, reader)).id) };
  }

  @Post('end')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('account:lock')
  @ApiOperation({ summary: '结束全部登录 End every sign-in of an account' })
  async end(@PathText('id') id: string, @CurrentAdministrator() by: Administrator): Promise<void> {
    await this.keeping.endSessions(by, await this.directory.get(id, by.account));
  }
}
