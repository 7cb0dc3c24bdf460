import { Injectable } from '@nestjs/common';

/** Who may act for whom now. The ledger knows; whoever puts the application together says how it is asked. */
export abstract class Delegations {
  abstract inForce(delegator: string, delegate: string): Promise<boolean>;
}

/** Without a ledger nobody acts for anybody. */
@Injectable()
export class NoDelegations extends Delegations {
  inForce(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
