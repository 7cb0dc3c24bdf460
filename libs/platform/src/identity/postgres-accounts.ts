import { Injectable } from '@nestjs/common';
import { DataSource, In, type Repository } from 'typeorm';
import { Accounts, type NewAccount, type StoredAccount } from './accounts.js';
import { AccountEntity } from './entities.js';
import { assertAccountRules } from './account-rules.js';

@Injectable()
export class PostgresAccounts extends Accounts {
  private readonly table: Repository<AccountEntity>;

  constructor(database: DataSource) {
    super();
    this.table = database.getRepository(AccountEntity);
  }

  async find(username: string): Promise<StoredAccount | undefined> {
    return (await this.table.findOneBy({ username })) ?? undefined;
  }

  async get(id: string): Promise<StoredAccount | undefined> {
    return (await this.table.findOneBy({ id })) ?? undefined;
  }

  all(): Promise<readonly StoredAccount[]> {
    return this.table.find({ order: { username: 'ASC' } });
  }

  async usernames(): Promise<ReadonlySet<string>> {
    const rows = await this.table.find({ select: { username: true } });
    return new Set(rows.map(({ username }) => username));
  }

  async add(accounts: readonly NewAccount[]): Promise<void> {
    for (const account of accounts) assertAccountRules(account);
    await this.table.insert(accounts.map((account) => ({ ...account, roles: [...account.roles] })));
  }

  async changePassword(usernames: readonly string[], passwordHash: string): Promise<void> {
    await this.table.update({ username: In([...usernames]) }, { passwordHash });
  }
}
