import { Body, Controller, Get, HttpCode, Ip, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { must, placeOf } from '#kernel';
import { Secret, Text } from '../http/fields.js';
import { TakesSecret } from '../http/pace.js';
import { CurrentAccount, Permit, Public } from './access.js';
import type { Account } from './accounts.js';
import { bearerOf } from './auth.guard.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

class LoginBody {
  @Text({ max: 64 })
  readonly username!: string;

  @Secret()
  readonly password!: string;
}

interface LoginAnswer {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly tokenType: 'Bearer';
}

interface MeAnswer extends Account {
  readonly placeName: string;
}

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @TakesSecret()
  async login(@Body() credentials: LoginBody, @Ip() address: string): Promise<LoginAnswer> {
    return { ...(await this.signIn.open(credentials, address)), tokenType: 'Bearer' };
  }

  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('session:own')
  async logout(@Req() request: FastifyRequest): Promise<void> {
    await this.sessions.close(must(bearerOf(request), 'token of a signed-in request'));
  }

  @Get('me')
  @Permit('session:own')
  me(@CurrentAccount() account: Account): MeAnswer {
    return { ...account, placeName: placeOf(account.place).name };
  }
}
