import { bodyOf } from '../../support/journey.js';
import { sees, uscc, type Play } from '../stage.js';

/** The trading body and the province: what goes from one province's ledger to another's, and what each holds. */
export const acrossLedgers: Play = (stage) => {
  it('shows what of a purchase is on its way to another province’s ledger', async () => {
    const officer = await stage().running.offices.officer('trade-org@320500');
    const lines = [{ pollutant: 'VOCs', amount: '4' }];
    const purchase = { sellerUscc: uscc('7'), sellerPlace: '320583', buyerUscc: uscc('8'), place: '320583' };
    const { id } = bodyOf(await officer.post<{ id: string }>('/trades', { ...purchase, lines }), 201);
    const onward = { toLedger: '330000', toPlace: '330421', buyerUscc: uscc('9') };
    bodyOf(await officer.post(`/trades/${id}/crossings`, { ...onward, lines }), 200);

    const desk = await stage().deskOf('trade-org@320500', `/trades/${id}`);
    await sees(desk, '跨省转让');
    await sees(desk, '已预留，待对方台账受让');
    await sees(desk, uscc('9'));
    expect(desk.complaints.take()).toEqual([]);
  });

  it('shows the province every ledger with its sums, and leads from them to the pools', async () => {
    const province = await stage().deskOf('province@320000', '/ledgers?tier=MUNICIPAL&pollutant=COD');
    await sees(province, '本服务');
    await province.page.getByRole('link', { name: 'COD', exact: true }).click();
    await province.page.waitForURL(/\/pools\?/);
    await sees(province, '储备库');
    expect(province.complaints.take()).toEqual([]);
  });
};
