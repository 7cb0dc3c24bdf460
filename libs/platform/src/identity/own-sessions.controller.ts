import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit } from './access.js';
import type { Owner } from './admission.js';
import { CurrentOwner } from './auth.controller.js';
import { OwnAccount } from './own-account.js';
import { Sessions, type SessionView } from './sessions.js';

/** 登录: where one is signed in, and ending it all. */
@ApiTags('auth')
@Controller('auth/sessions')
export class OwnSessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly own: OwnAccount,
  ) {}

  @Get()
  @Permit('session:own')
  @ApiOperation({ summary: '本人的登录 Where one is signed in' })
  async list(@CurrentOwner() { account, token }: Owner): Promise<{ items: readonly SessionView[] }> {
    return { items: await this.sessions.of(account.id, token) };
  }

  @Post('end')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('session:own')
  @ApiOperation({ summary: '退出全部登录 Sign out everywhere, here too' })
  async end(@CurrentOwner() owner: Owner): Promise<void> {
    await this.own.leaveEverywhere(owner);
  }
}
