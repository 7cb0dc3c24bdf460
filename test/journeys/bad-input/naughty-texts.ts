import type { Items, LogEvent, Reduction, Withdrawal } from '../../support/answers.js';
import { bodyOf, linesOf, reductionBody, refusal } from '../../support/journey.js';
import { inParallel, leavesOf, naughtyStrings, replaced, type Leaf } from '../../support/naughty.js';
import { PLACE, errorsOf, longWish, trial, type Part, type Body, type Route } from './writes.js';

/** What people write in their own words. */
const FREE_TEXTS = [
  'name facility guide.id guide.version reference lateReason opinion provincialDocumentNo decisionNo',
  'determinationNo recordNo rulingNo documentNo reason eiaApprovalNo',
].flatMap((names) => names.split(' '));
const TEXTS = new RegExp(`(^|\\.|\\])(${FREE_TEXTS.join('|').replaceAll('.', '\\.')})$`);

const textsOf = ({ body }: Route): readonly Leaf[] => leavesOf(body).filter(({ field }) => TEXTS.test(field));
const withTexts = (route: Route, text: string): object =>
  textsOf(route).reduce<object>((body, { path }) => replaced(body as Body, path, text), route.body);

const strings = naughtyStrings();
const EVERY = process.env['FUZZ'] !== undefined;
const PRINTABLE = /^[\x21-\x7e]([\x20-\x7e]{0,98}[\x21-\x7e])?$/;
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e]/u;

export const naughtyTexts: Part = (at) => {
  (strings.length > 0 ? describe : describe.skip)('naughty strings', () => {
    const telling = [
      ...strings.filter((_, index) => index % 50 === 0),
      'null',
      'NaN',
      '-1',
      '1e3',
      '../../etc/passwd',
      '¸˛Ç◊ı˜Â¯˘¿',
    ];
    /** The strings each route refuses, by its name. */
    const refusedBy = new Map<string, Set<string>>();
    let taken: readonly string[];

    /** How a text is answered where people write in their own words; nothing when that is for the route to say. */
    const outcomeOf = (text: string): number | undefined => {
      if (CONTROL.test(text)) return 400;
      return PRINTABLE.test(text) ? 200 : undefined;
    };
    const agrees = (text: string, accepted: boolean): boolean =>
      accepted === ((outcomeOf(text) ?? (accepted ? 200 : 400)) === 200);

    const some = strings.filter((_, index) => index % 10 === 0);
    /**
     * Reductions are given all of them, every route some, and of the others each route has every third; all of them in
     * `npm run test:fuzz`.
     */
    const fallingTo = ({ name }: Route, turn: number): readonly string[] =>
      strings.filter(
        (_, index) => EVERY || name === '/reductions' || index % 10 === 0 || index % 3 === turn % 3,
      );

    it('in the texts of every route are told apart the same way, and nothing is written', async () => {
      const wrong: unknown[] = [];
      /** A field that does not exist has the edge judge all the others, and refuse in any case. */
      const judge = async (route: Route, fields: ReadonlySet<string>, text: string): Promise<void> => {
        const answer = await route.who.post(route.path, { ...withTexts(route, text), stranger: text });
        const [unknown, ...faults] = errorsOf(answer).toSorted(
          (a, b) => Number(b.startsWith('stranger')) - Number(a.startsWith('stranger')),
        );
        const known = faults.every(
          (fault) => fields.has(fault.split(' ', 1)[0] ?? '') && / TEXT_\w+$/.test(fault),
        );
        const expected =
          refusal(answer) === '400 INVALID_FIELD' && unknown === 'stranger UNKNOWN_FIELD' && known;
        if (!expected || !agrees(text, faults.length === 0)) wrong.push([route.name, text, answer.text]);
        if (faults.length > 0) refusedBy.get(route.name)?.add(text);
      };
      await at().writingNothing(async () => {
        for (const [turn, route] of at().routes.entries()) {
          const fields = new Set(textsOf(route).map(({ field }) => field));
          expect([route.name, fields.size > 0]).toEqual([route.name, true]);
          refusedBy.set(route.name, new Set());
          await inParallel(fallingTo(route, turn), (text) => judge(route, fields, text));
        }
      });
      expect(wrong).toEqual([]);
      taken = strings.filter((text) => [...refusedBy.values()].every((refused) => !refused.has(text)));
      expect(taken.length).toBeGreaterThan(350);
      expect(strings.length - taken.length).toBeGreaterThan(20);
    });

    it('reach every rule and break none', async () => {
      const wrong: unknown[] = [];
      await at().writingNothing(async () => {
        for (const route of at().routes) {
          await inParallel(some, async (text) => {
            const answer = await trial(route, withTexts(route, text));
            const seen = answer.status === 200 ? answer.status : refusal(answer);
            if (seen !== (refusedBy.get(route.name)?.has(text) === true ? '400 INVALID_FIELD' : 200))
              wrong.push([route.name, text, answer.text]);
          });
        }
      });
      expect(wrong).toEqual([]);
    });

    it('taken by a reduction are read back identical', async () => {
      const clerk = await at().journey.clerk(PLACE);
      const before = await at().head();
      const ids = await inParallel(taken, async (text) => {
        const { evidence, ...body } = reductionBody(
          PLACE,
          { COD: '1' },
          { facility: text, guide: { id: text, version: text } },
        );
        const named = {
          ...body,
          unit: { ...body.unit, name: text },
          evidence: evidence.map((file) => ({ ...file, name: text })),
        };
        return bodyOf(await clerk.post<Reduction>('/reductions', named), 201).id;
      });
      expect(new Set(ids).size).toBe(taken.length);
      await inParallel([...ids.entries()], async ([index, id]) => {
        const text = taken[index];
        const read = bodyOf(await clerk.get(`/reductions/${id}`), 200);
        expect(read).toMatchObject({
          facility: text,
          unit: { name: text },
          guide: { id: text, version: text },
          evidence: [{ name: text }],
        });
      });
      const office = await at().journey.office();
      const log: LogEvent[] = [];
      for (let after: number | null = before; after !== null;) {
        const page: { items: readonly LogEvent[]; next: number | null } = bodyOf(
          await office.get<{ items: readonly LogEvent[]; next: number | null }>(
            `/events?limit=1000&after=${after}`,
          ),
          200,
        );
        log.push(...page.items);
        after = page.next;
      }
      const events = log.filter(({ type }) => type === 'ReductionFiled');
      expect(new Set(events.map(({ data }) => data['facility']))).toEqual(new Set(taken));
      const csv = await office.get(`/reductions?place=${PLACE}&perPage=200`, { accept: 'text/csv' });
      expect(csv.text).not.toMatch(/(^|,)"[=+@]/m);
    });

    it('taken at every later step are read back identical', async () => {
      const office = await at().journey.office();
      const hostile = [
        "'; DROP TABLE ledger.event; --",
        '<script>alert(1)</script>',
        '😀𠜎𠜱',
        '${7*7}{{7*7}}%s%n',
        '\\u0000\\',
        '表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀',
      ];
      await inParallel(
        hostile,
        async (text) => {
          const reduction = await at().journey.file(PLACE, { COD: '3' });
          const use = { use: 'TRADE', reference: text, lines: linesOf({ COD: '1' }) };
          bodyOf(await office.post(`/reductions/${reduction.id}/uses`, use), 200);
          const deposit = await at().journey.claim(reduction, { COD: '2' }, { lateReason: text });
          const said = { decision: 'PASS', opinion: text };
          const path = `/deposits/${deposit.id}`;
          bodyOf(await (await at().journey.reviewer(PLACE)).post(`${path}/first-review`, said), 200);
          const seen = { result: 'PASS', opinion: text };
          bodyOf(
            await (
              await at().service.offices.officer('inspector@320500')
            ).post(`${path}/site-verification`, seen),
            200,
          );
          bodyOf(
            await (
              await at().journey.division('WATER')
            ).post(`${path}/element-review`, { medium: 'WATER', ...said }),
            200,
          );
          const take = { provincialTake: linesOf({ COD: '1' }), provincialDocumentNo: text };
          bodyOf(await office.post(`${path}/approval`, { ...said, ...take }), 200);
          const read = bodyOf(await office.get<{ reviews: readonly { opinion: string }[] }>(path), 200);
          expect(read).toMatchObject({ lateReason: text, provincialDocumentNo: text });
          expect(read.reviews.map(({ opinion }) => opinion)).toEqual([text, text, text, text]);

          const wish = { ...longWish(), rulingNo: text };
          const project = { ...wish.project, name: text, sei: { determinationNo: text } };
          const { id } = bodyOf(
            await (await at().journey.clerk(PLACE)).post<Withdrawal>('/withdrawals', { ...wish, project }),
            201,
          );
          bodyOf(
            await (await at().journey.reviewer(PLACE)).post(`/withdrawals/${id}/first-review`, said),
            200,
          );
          const approver = await at().journey.approver(PLACE);
          bodyOf(await approver.post(`/withdrawals/${id}/approval`, { ...said, documentNo: text }), 200);
          bodyOf(await approver.post(`/withdrawals/${id}/registration`, { eiaApprovalNo: text }), 200);
          expect(bodyOf(await office.get(`/withdrawals/${id}`), 200)).toMatchObject({
            project: { name: text, sei: { determinationNo: text } },
            rulingNo: text,
            documentNo: text,
            registration: { eiaApprovalNo: text },
          });
          const uses = await at().journey.events(`reduction-${reduction.id}`);
          expect(uses.find(({ type }) => type === 'ReductionUseAllocated')?.data).toMatchObject({
            reference: text,
          });
        },
        3,
      );
    });

    it('in fields of a form of their own are refused by field', async () => {
      /** These find nothing, or are judged by the policy they belong to. */
      const looser = /^(value|key|effectiveFrom|reductionId|inspectionId)$/;
      const fields = at().routes.flatMap((route) =>
        leavesOf(route.body)
          .filter(({ field, value }) => typeof value === 'string' && !TEXTS.test(field))
          .map((leaf) => ({ route, leaf, strict: !looser.test(leaf.field) })),
      );
      const wrong: unknown[] = [];
      await at().writingNothing(async () => {
        for (const text of telling) {
          await inParallel(fields, async ({ route, leaf, strict }) => {
            const answer = await trial(route, replaced(route.body, leaf.path, text));
            const byField =
              [400, 422].includes(answer.status) &&
              errorsOf(answer).some((error) => error.startsWith(`${leaf.field} `));
            const fine = byField || (!strict && [200, 400, 404, 422].includes(answer.status));
            if (!fine) wrong.push([route.name, leaf.field, text, answer.text]);
          });
        }
      });
      expect(wrong).toEqual([]);
    });

    it('in paths, filters and sign-ins find nothing and break nothing', async () => {
      const office = await at().journey.office();
      const sendable = strings.filter((text) => !/\p{Cs}/u.test(text));
      const wrong: unknown[] = [];
      await at().writingNothing(() =>
        inParallel(sendable, async (text) => {
          const encoded = encodeURIComponent(text);
          const item = await office.get(`/vouchers/${encoded}`);
          if (!['400 INVALID_FIELD', '404 NOT_FOUND'].includes(refusal(item))) wrong.push([text, item.text]);
          const list = await office.get<Items>(`/reductions?permitNo=${encoded}`);
          if (refusal(list) !== '400 INVALID_FIELD' && list.text !== '{"items":[]}')
            wrong.push([text, list.text]);
        }),
      );
      for (const text of telling.slice(0, 8)) {
        const answer = await at().service.offices.stranger.post('/auth/login', {
          username: text,
          password: text,
        });
        if (!['400 INVALID_FIELD', '401 BAD_CREDENTIALS'].includes(refusal(answer)))
          wrong.push([text, answer.text]);
      }
      expect(wrong).toEqual([]);
    });
  });
};
