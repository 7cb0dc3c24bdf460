import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentAccount, Permit } from './access.js';
import type { Account } from './accounts.js';
import { masked, People, type Person } from './administration/people.js';

/** Personal data as it is kept, and as it is shown to whoever need not know it. */
interface OwnPerson {
  readonly kept: Person | null;
  readonly shown: Person | null;
}

/** 本人信息: people know what is kept of them. */
@ApiTags('auth')
@Controller('auth/personal-data')
export class OwnPersonController {
  constructor(private readonly people: People) {}

  @Get()
  @Permit('session:own')
  @ApiOperation({
    summary: '本人信息 What is kept of the person who holds the account, and how others see it',
  })
  async read(@CurrentAccount() { id }: Account): Promise<OwnPerson> {
    const kept = await this.people.of(id);
    return { kept: kept ?? null, shown: kept === undefined ? null : masked(kept) };
  }
}
