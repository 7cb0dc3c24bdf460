import { must } from '#kernel';
import { refusal } from '../../support/journey.js';
import { inParallel, leavesOf, recordsOf, replaced } from '../../support/naughty.js';
import { errorsOf, trial, type Part } from './writes.js';

const AMOUNTS =
  /(^|\.|\])(verified|permittedLimit|amount|postDischarge|organised|fugitive|statedIncrement|coBenefitTCO2e)$/;
/** What a body may lack. */
const OPTIONAL = new Set<string | undefined>(
  (
    'permitNo permitChangedOn permittedLimit coBenefitTCO2e lateReason opinion inspectionId documentNo ' +
    'statedIncrement recordNo priorityClass effectiveOn rulingNo eiaDocument approvedOn'
  ).split(' '),
);

/** What stands in the fields of a body, and what fields it has. */
export const badFields: Part = (at) => {
  describe('every write of this service', () => {
    it.each([
      ['a number', 1.5, 'AMOUNT_AS_NUMBER'],
      ['a whole number', 1, 'AMOUNT_AS_NUMBER'],
      ['ten decimals', '0.1234567891', 'AMOUNT_DECIMALS'],
      ['a minus sign', '-1', 'AMOUNT_NEGATIVE'],
      ['minus nothing', '-0', 'AMOUNT_NEGATIVE'],
      ['a plus sign', '+1', 'AMOUNT_FORM'],
      ['an exponent', '1e3', 'AMOUNT_FORM'],
      ['a comma', '1,5', 'AMOUNT_FORM'],
      ['a leading zero', '01', 'AMOUNT_FORM'],
      ['no digit before the point', '.5', 'AMOUNT_FORM'],
      ['no digit after the point', '5.', 'AMOUNT_FORM'],
      ['a space', ' 1', 'AMOUNT_FORM'],
      ['full-width digits', '１２', 'AMOUNT_FORM'],
      ['Arabic digits', '١٢', 'AMOUNT_FORM'],
      ['hexadecimal', '0x10', 'AMOUNT_FORM'],
      ['NaN', 'NaN', 'AMOUNT_FORM'],
      ['nothing', '', 'AMOUNT_FORM'],
      ['thirteen digits', '1234567890123', 'AMOUNT_TOO_LARGE'],
      ['a list', ['1'], 'NOT_TEXT'],
      ['a truth', true, 'NOT_TEXT'],
    ])('refuses an amount written as %s', async (...[, value, rule]) => {
      const fields = at().routes.flatMap((route) =>
        leavesOf(route.body)
          .filter(({ field }) => AMOUNTS.test(field))
          .map((leaf) => ({ route, leaf })),
      );
      expect(fields.length).toBeGreaterThan(15);
      await at().writingNothing(() =>
        inParallel(fields, async ({ route, leaf }) => {
          const answer = await route.who.post(route.path, replaced(route.body, leaf.path, value));
          const seen = `${route.name} ${refusal(answer)} ${errorsOf(answer).join()}`;
          expect(seen).toBe(`${route.name} 400 INVALID_FIELD ${leaf.field} ${rule}`);
        }),
      );
    });

    it('refuses a pollutant the scheme does not know, and one named twice', async () => {
      await at().writingNothing(async () => {
        for (const route of at().routes) {
          for (const { field, path } of leavesOf(route.body).filter((leaf) =>
            leaf.field.endsWith('.pollutant'),
          )) {
            for (const pollutant of ['CO2', 'cod', 'NH3N', 'COD ', 'PM2.5']) {
              const answer = await route.who.post(route.path, replaced(route.body, path, pollutant));
              expect([refusal(answer), ...errorsOf(answer)]).toEqual([
                '422 INVALID_MEANING',
                `${field} UNKNOWN_POLLUTANT`,
              ]);
            }
            const list = path.slice(0, -2);
            const line = must(
              recordsOf(route.body).find((record) => record.path.join() === path.slice(0, -1).join()),
              field,
            ).value;
            const answer = await route.who.post(route.path, replaced(route.body, list, [line, line]));
            expect([refusal(answer), ...errorsOf(answer)]).toEqual([
              '422 INVALID_MEANING',
              `${list.join('.')}[1] LIST_REPEATS`,
            ]);
          }
        }
      });
    });

    it('refuses a field it does not know, in every record of every body', async () => {
      await at().writingNothing(async () => {
        for (const route of at().routes) {
          for (const { field, path, value } of recordsOf(route.body)) {
            for (const stranger of ['colour', 'roles', 'actor', '']) {
              const body = replaced(route.body, path, { ...(value as object), [stranger]: 'x' });
              const answer = await route.who.post(route.path, body);
              const name = field === '' ? stranger : `${field}.${stranger}`;
              expect([route.name, refusal(answer), ...errorsOf(answer)]).toEqual([
                route.name,
                '400 INVALID_FIELD',
                `${name} UNKNOWN_FIELD`,
              ]);
            }
          }
        }
      });
    });

    it('refuses a body that lacks a field, unless it may', async () => {
      /** What another field of the body, or a rule, asks for. */
      const conditional: Readonly<Record<string, string>> = {
        'unit.uscc': '422 INVALID_MEANING',
        'lines[0].baseline.recordNo': '409 BASELINE_RECORD_REQUIRED',
        provincialDocumentNo: '422 PROVINCIAL_DOCUMENT_REQUIRED',
      };
      const members = at().routes.flatMap((route) =>
        leavesOf(route.body)
          .filter(({ path }) => typeof path.at(-1) === 'string')
          .map((leaf) => ({ route, leaf })),
      );
      const seen = await at().writingNothing(() =>
        inParallel(members, async ({ route, leaf: { field, path } }) => {
          const answer = await trial(route, replaced(route.body, path, undefined));
          const said = answer.status === 200 ? 'left out' : refusal(answer);
          return said === conditional[field] || errorsOf(answer).join() === `${field} REQUIRED`
            ? 'as documented'
            : said;
        }),
      );
      const optional = members.filter((_, index) => seen[index] === 'left out').map(({ leaf }) => leaf.field);
      expect(new Set(seen)).toEqual(new Set(['as documented', 'left out']));
      expect(new Set(optional.map((field) => field.split('.').at(-1)))).toEqual(OPTIONAL);
    });

    it.each([
      ['a list', []],
      ['a record', {}],
    ])('refuses %s in the place of a value', async (...[, value]) => {
      const fields = at().routes.flatMap((route) =>
        leavesOf(route.body)
          .filter(({ field }) => field !== 'value')
          .map((leaf) => ({ route, leaf })),
      );
      const seen = await at().writingNothing(() =>
        inParallel(fields, async ({ route, leaf }) => {
          const answer = await trial(route, replaced(route.body, leaf.path, value));
          return [refusal(answer), ...errorsOf(answer)].join(' ');
        }),
      );
      seen.forEach((said) => expect(said).toMatch(/^400 INVALID_FIELD \S+ NOT_(TEXT|ONE_OF|BOOLEAN|WHOLE)/));
    });
  });
};
