import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Text } from '../../http/fields.js';
import { edgeRefusal } from '../../http/refusal.exception.js';
import { Public } from '../access.js';
import { Admission, type Origin } from '../admission.js';
import { CurrentOrigin, type LoginAnswer } from '../auth.controller.js';
import { OidcSignIn } from './oidc-sign-in.js';

class OidcBody {
  @Text({ max: 2000 }) readonly code!: string;
  @Text({ max: 100 }) readonly state!: string;
  @Text({ max: 100 }) readonly ticket!: string;
}

/** 统一身份认证: signing in with the OpenID provider of the configuration. */
@ApiTags('auth')
@Controller('auth/oidc')
export class OidcController {
  constructor(
    private readonly signIn: OidcSignIn,
    private readonly admission: Admission,
  ) {}

  @Post()
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: '发起统一认证 Where to send the browser; it keeps the ticket until it comes back',
  })
  begin(): Promise<{ readonly authorizationUrl: string; readonly ticket: string }> {
    return this.signIn.begin();
  }

  @Post('session')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: '完成统一认证 Sign in with the code and state the provider sent the browser back with',
  })
  async finish(@Body() answer: OidcBody, @CurrentOrigin() origin: Origin): Promise<LoginAnswer> {
    const { account, secondFactor } = await this.signIn.finish(answer);
    const strong = secondFactor || !this.admission.needsSecondFactor(account);
    if (!strong || !this.admission.isOpenTo(account))
      throw edgeRefusal('SIGN_IN_ELSEWHERE_REFUSED', { account: account.id });
    return { ...(await this.admission.enter(account, origin, 'OIDC')), tokenType: 'Bearer' };
  }
}
