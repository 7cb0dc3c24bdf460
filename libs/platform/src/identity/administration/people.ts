import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SecretBox } from '../secrets/secret-box.js';

/** 个人信息: who holds an account. Nothing of it stands in events. */
export interface Person {
  readonly name: string;
  readonly phone?: string | undefined;
}

const aboutOf = (accountId: string): string => `person ${accountId}`;
const SHOWN_START = 3;
const SHOWN_END = 4;

/** `张三丰` as `张**`, `13812345678` as `138****5678`: enough to know whom one already knows. */
export const masked = ({ name, phone }: Person): Person => {
  const [first = '', ...rest] = Array.from(name);
  const hidden = (text: string): string =>
    text.length <= SHOWN_START + SHOWN_END
      ? '*'.repeat(text.length)
      : text.slice(0, SHOWN_START) +
        '*'.repeat(text.length - SHOWN_START - SHOWN_END) +
        text.slice(-SHOWN_END);
  return {
    name: rest.length === 0 ? '*' : first + '*'.repeat(rest.length),
    ...(phone !== undefined && { phone: hidden(phone) }),
  };
};

/** The side table of people, by account id, sealed. Erasing a person leaves the id, which events keep. */
@Injectable()
export class People {
  constructor(
    private readonly database: DataSource,
    private readonly box: SecretBox,
  ) {}

  async write(manager: EntityManager, accountId: string, person: Person): Promise<void> {
    await manager.query(
      `INSERT INTO identity.person (account_id, sealed) VALUES ($1, $2)
       ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed`,
      [accountId, this.box.seal(JSON.stringify(person), aboutOf(accountId))],
    );
  }

  async erase(manager: EntityManager, accountId: string): Promise<void> {
    await manager.query('DELETE FROM identity.person WHERE account_id = $1', [accountId]);
  }

  /** Who holds an account; nothing where nobody was entered. */
  async of(accountId: string): Promise<Person | undefined> {
    const [row] = await this.database.query<{ sealed: string }[]>(
      'SELECT sealed FROM identity.person WHERE account_id = $1',
      [accountId],
    );
    return row && this.opened(accountId, row.sealed);
  }

  async all(): Promise<ReadonlyMap<string, Person>> {
    const rows = await this.database.query<{ account_id: string; sealed: string }[]>(
      'SELECT account_id, sealed FROM identity.person',
    );
    return new Map(rows.map(({ account_id: id, sealed }) => [id, this.opened(id, sealed)]));
  }

  private opened(accountId: string, sealed: string): Person {
    return JSON.parse(this.box.open(sealed, aboutOf(accountId))) as Person;
  }
}
