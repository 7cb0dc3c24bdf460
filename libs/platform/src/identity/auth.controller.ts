import {
  Body,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Get,
  HttpCode,
  Post,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { must, placeOf } from '#kernel';
import { Code, Secret, Text } from '../http/fields.js';
import { TakesSecret } from '../http/pace.js';
import { accountIn, CurrentAccount, CurrentSetup, Permit, Public } from './access.js';
import type { Account } from './accounts.js';
import { Admission, type Origin, type Owner, type SignInAnswer } from './admission.js';
import { bearerOf } from './auth.guard.js';
import { OwnAccount } from './own-account.js';
import { permissionsOf, type Permission } from './permissions.js';
import type { Enrolment } from './second-factor/second-factor.js';
import type { SetupStep } from './standing.js';
import { SignIn } from './sign-in.js';

class LoginBody {
  @Text({ max: 64 })
  readonly username!: string;

  @Secret()
  readonly password!: string;

  @Code({ optional: true, description: 'The six digits of the authenticator, where the account has one.' })
  readonly code?: string;
}

class PasswordBody {
  @Secret()
  readonly old!: string;

  @Secret({ description: '8 to 128 characters of any kind, not a common password, not the user name.' })
  readonly next!: string;
}

class CodeBody {
  @Code()
  readonly code!: string;
}

export interface LoginAnswer extends SignInAnswer {
  readonly tokenType: 'Bearer';
}

interface MeAnswer extends Account {
  readonly placeName: string;
  /** What this account may ask for, so that a page offers nothing that would be refused for its role. */
  readonly permissions: readonly Permission[];
  /** What has to be done before anything else; everything but that is refused until then. */
  readonly setup: readonly SetupStep[];
}

export const originIn = (request: FastifyRequest): Origin => ({ address: request.ip, traceId: request.id });
const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

/** From where a request comes. */
export const CurrentOrigin = createParamDecorator((_: unknown, context: ExecutionContext): Origin =>
  originIn(requestOf(context)),
);

/** Who acts on their own account, with the token they do it with. */
export const CurrentOwner = createParamDecorator((_: unknown, context: ExecutionContext): Owner => {
  const request = requestOf(context);
  const token = must(bearerOf(request), 'token of a signed-in request');
  return { ...originIn(request), account: accountIn(request), token };
});

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly admission: Admission,
    private readonly own: OwnAccount,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @TakesSecret()
  @ApiOperation({ summary: '登录 Sign in; `setup` in the answer names what has to be done first' })
  async login(@Body() credentials: LoginBody, @CurrentOrigin() origin: Origin): Promise<LoginAnswer> {
    return { ...(await this.signIn.open(credentials, origin)), tokenType: 'Bearer' };
  }

  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('session:own')
  @ApiOperation({ summary: '退出 Sign out: the token is dead at once' })
  async logout(@CurrentOwner() owner: Owner): Promise<void> {
    await this.admission.leave(owner);
  }

  @Get('me')
  @Permit('session:own')
  @ApiOperation({ summary: '当前账户 Who is signed in' })
  me(@CurrentAccount() account: Account, @CurrentSetup() setup: readonly SetupStep[]): MeAnswer {
    const { place, roles } = account;
    return { ...account, placeName: placeOf(place).name, permissions: permissionsOf(roles), setup };
  }

  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('session:own')
  @ApiOperation({ summary: '修改口令 Change the own password; all other sessions end' })
  async changePassword(@Body() body: PasswordBody, @CurrentOwner() owner: Owner): Promise<void> {
    await this.own.changePassword(owner, body);
  }

  @Post('second-factor')
  @HttpCode(200)
  @Permit('session:own')
  @ApiOperation({ summary: '登记动态口令 A secret for the authenticator; counts once confirmed' })
  enrol(@CurrentOwner() owner: Owner): Promise<Enrolment> {
    return this.own.enrol(owner);
  }

  @Post('second-factor/confirmation')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('session:own')
  @ApiOperation({ summary: '确认动态口令 Shows a first code; from then on sign-in asks for one' })
  async confirm(@Body() { code }: CodeBody, @CurrentOwner() owner: Owner): Promise<void> {
    await this.own.confirmSecondFactor(owner, code);
  }
}
