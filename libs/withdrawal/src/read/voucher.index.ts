import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { LoggedEvent } from '#kernel';
import type { VoucherIssued } from '#contract/withdrawal';
import type { Projection } from '#libs/platform';

const isVoucher = (event: LoggedEvent): event is LoggedEvent & VoucherIssued =>
  event.type === 'VoucherIssued';

/** 凭证号索引：which withdrawal a voucher belongs to. */
export const voucherIndex: Projection = {
  name: 'voucher_index',
  revision: 1,
  tables: ['voucher'],
  async apply(events, out) {
    const rows = events.filter(isVoucher).map(({ data: { voucherNo, withdrawalId } }) => ({
      ledger: out.ledger,
      no: voucherNo,
      withdrawal_id: withdrawalId,
    }));
    if (rows.length > 0) await out.put('voucher', ['ledger', 'no'], rows);
  },
};

export class VoucherIndex1763769600600 implements MigrationInterface {
  readonly name = 'VoucherIndex1763769600600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE read.voucher (ledger text, no text, withdrawal_id text NOT NULL, PRIMARY KEY (ledger, no))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.voucher');
  }
}
