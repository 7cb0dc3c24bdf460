import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { placeOf, type Role } from '#kernel';
import { Public } from './access.js';
import { Accounts, type Account } from './accounts.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';

interface DemoAccount {
  readonly username: string;
  readonly role: Role;
  readonly place: string;
  readonly placeName: string;
}

const demoAccountOf = ({ username, roles, place }: Account): readonly DemoAccount[] =>
  roles.map((role) => ({ username, role, place, placeName: placeOf(place).name }));

/** The demo city's accounts, for the sign-in page to offer. Passwords are not told. */
@ApiTags('auth')
@Controller('auth/demo-accounts')
export class DemoAccountsController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  @Public()
  @ApiOperation({ summary: '示例账户 The demo city’s accounts; none outside the demo' })
  async read(): Promise<{ readonly items: readonly DemoAccount[] }> {
    const known = await this.accounts.usernames();
    return { items: DEMO_ACCOUNTS.filter(({ username }) => known.has(username)).flatMap(demoAccountOf) };
  }
}
