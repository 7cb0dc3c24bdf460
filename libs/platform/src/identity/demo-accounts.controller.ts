import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { placeOf, type Role } from '#kernel';
import { Accounts, type Account } from './accounts.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { Public } from './access.js';

interface DemoAccount {
  readonly username: string;
  readonly role: Role;
  readonly place: string;
  readonly placeName: string;
}

const demoAccountOf = ({ username, roles, place }: Account): readonly DemoAccount[] =>
  roles.map((role) => ({ username, role, place, placeName: placeOf(place).name }));

/** 示例账户, beside the sign-in they are for. */
@ApiTags('auth')
@Controller('auth')
export class DemoAccountsController {
  constructor(private readonly accounts: Accounts) {}

  /** The demo city's accounts, for the sign-in page to offer; none outside the demo. Passwords are not told. */
  @Get('demo-accounts')
  @Public()
  @ApiOperation({ summary: '示例账户 The demo city’s accounts; none outside the demo' })
  async demoAccounts(): Promise<{ readonly items: readonly DemoAccount[] }> {
    const known = await this.accounts.usernames();
    return { items: DEMO_ACCOUNTS.filter(({ username }) => known.has(username)).flatMap(demoAccountOf) };
  }
}
