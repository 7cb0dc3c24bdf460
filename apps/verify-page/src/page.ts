import type { Pollutant } from '#kernel';
import type { Finding, PackReport, ReplayBounds, TracedFigure } from '#libs/audit';
import type { JournalLine } from './book.js';
import { button, byId, element, tableOf, type Child } from './dom.js';
import { facts } from './facts.js';
import { Notes } from './notes.js';
import { Reader, type Verified } from './reader.js';
import { knownAtOf, momentOf } from './times.js';
import { WORDS, type Word } from './words.js';

const FIGURES = ['available', 'held', 'credited', 'withdrawn', 'retired', 'writtenOff'] as const;
type Figure = NonNullable<TracedFigure['figure']>;

let language: 0 | 1 = 0;
let verified: Verified | undefined;
const say = (word: Word): string => WORDS[word][language];
const notes = new Notes(say);
const reader = new Reader((events) => {
  byId('state').textContent = `${say('reading')} ${events}`;
});

const show = (id: string, children: readonly Child[]): void => byId(id).replaceChildren(...children);
const heading = (text: string): HTMLElement => element('h2', {}, [text]);

const showEvent = async (position: number): Promise<void> => {
  const event = await reader.ask('event', { position });
  show('event', [
    heading(`${say('event')} @${position}`),
    element('pre', {}, [JSON.stringify(event, null, 2) ?? say('none')]),
    ...notes.form(position),
  ]);
  byId('event').scrollIntoView();
};
const positionButton = (position: number): HTMLElement =>
  button(`@${position}`, () => void showEvent(position), 'position');

const findingRows = (findings: readonly Finding[]): readonly (readonly Child[])[] =>
  findings.map(({ code, position, field, zh, en }) => [
    position === null ? '' : positionButton(position),
    code,
    field ?? '',
    language === 0 ? zh : en,
  ]);
const findingTable = (title: Word, findings: readonly Finding[]): readonly Child[] =>
  findings.length === 0
    ? []
    : [heading(say(title)), tableOf([say('position'), say('code'), '', ''], findingRows(findings))];

const firstOf = ({ proof, rules }: PackReport): Finding | undefined =>
  [...proof, ...rules].toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))[0];

const showReport = (told: Verified): void => {
  const { report, milliseconds } = told;
  const partial = report.verdict === 'SOUND' && report.decided === null;
  const verdict = say(partial ? 'PROVED' : report.verdict);
  show('state', [`${(milliseconds / 1_000).toFixed(1)} ${say('seconds')}`]);
  const first = firstOf(report);
  show('report', [
    element('p', { class: `verdict ${report.verdict}`, 'data-verdict': report.verdict, role: 'status' }, [
      verdict,
    ]),
    ...(first === undefined
      ? []
      : [
          element('p', { class: 'first' }, [
            `${say('firstBroken')}: `,
            first.position === null ? (first.field ?? '') : positionButton(first.position),
            ` ${language === 0 ? first.zh : first.en}`,
          ]),
        ]),
    tableOf(['', ''], facts(told, say)),
    ...findingTable('findings', report.proof),
    ...findingTable('breaches', report.rules),
  ]);
};

const showTrace = async (figure: TracedFigure, bounds: ReplayBounds): Promise<void> => {
  const entries = await reader.ask('trace', { ...figure, bounds });
  show('trace', [
    heading(
      `${say('behind')}: ${figure.pool} ${figure.pollutant} ${figure.figure === undefined ? '' : say(figure.figure)}`,
    ),
    tableOf(
      [say('position'), say('occurredAt'), say('type'), say('lot'), say('actor'), say('changes')],
      entries.map(({ position, occurredAt, type, lotId, actor, changes }) => [
        positionButton(position),
        occurredAt,
        type,
        button(lotId, () => void showChain(lotId)),
        actor,
        Object.entries(changes)
          .map(([name, amount]) => `${say(name as Figure)} ${amount}`)
          .join(', '),
      ]),
    ),
    ...(entries.length === 0 ? [element('p', {}, [say('none')])] : []),
  ]);
  byId('trace').scrollIntoView();
};

const times = { asOf: '', knownAt: '' };
const timeField = (name: 'asOf' | 'knownAt'): HTMLElement => {
  const input = element('input', {
    id: name,
    placeholder: name === 'asOf' ? '2026-04-30' : '2026-04-30 / @417',
  });
  input.value = times[name];
  input.addEventListener('input', () => {
    times[name] = input.value.trim();
    input.setCustomValidity(times[name] === '' || knownAtOf(times[name]) !== undefined ? '' : '?');
  });
  return element('label', {}, [say(name), input]);
};

const showBalances = async (): Promise<void> => {
  const bounds = { asOf: momentOf(times.asOf), knownAt: knownAtOf(times.knownAt) };
  const balances = await reader.ask('balances', { bounds });
  // A zero too: it may be the sum of what came and went.
  const cell = (pool: string, pollutant: Pollutant, [figure, amount]: readonly [Figure, string]): Child =>
    button(amount, () => void showTrace({ pool, pollutant, figure }, bounds), 'figure');
  show('balances', [
    heading(say('balances')),
    element('p', {}, [
      timeField('asOf'),
      timeField('knownAt'),
      button(say('show'), () => void showBalances(), 'show'),
    ]),
    element('p', {}, [say('unit')]),
    tableOf(
      [say('pool'), say('pollutant'), ...FIGURES.map((name) => say(name))],
      balances.flatMap(({ pool, lines }) =>
        lines.map((line) => [
          pool,
          line.pollutant,
          ...FIGURES.map((name) => cell(pool, line.pollutant, [name, line[name]])),
        ]),
      ),
    ),
  ]);
};

const journalTable = (lines: readonly JournalLine[]): HTMLElement =>
  tableOf(
    [say('position'), say('occurredAt'), say('recordedAt'), say('stream'), say('type'), say('actor')],
    lines.map(({ position, occurredAt, recordedAt, stream, type, actor }) => [
      positionButton(position),
      occurredAt,
      recordedAt,
      stream,
      type,
      actor,
    ]),
  );

const showJournal = async (words = '', after = 0): Promise<void> => {
  const lines = await reader.ask('journal', { words, after });
  const input = element('input', { placeholder: say('words') });
  input.value = words;
  const last = lines.at(-1)?.position;
  show('journal', [
    heading(say('journal')),
    element('p', {}, [input, button(say('show'), () => void showJournal(input.value.trim()))]),
    journalTable(lines),
    ...(last === undefined ? [] : [button(say('more'), () => void showJournal(words, last))]),
  ]);
};

const showChain = async (lotId?: string): Promise<void> => {
  const lots = await reader.ask('lots', {});
  const select = element(
    'select',
    { id: 'lot' },
    ['', ...lots].map((lot) => element('option', { value: lot }, [lot])),
  );
  select.value = lotId ?? '';
  select.addEventListener('change', () => void showChain(select.value));
  const steps = lotId === undefined || lotId === '' ? [] : await reader.ask('chain', { lotId });
  show('chain', [
    heading(say('chain')),
    element('label', {}, [say('lot'), select]),
    ...steps.flatMap(({ step, events }) => [
      element('h3', {}, [say(step)]),
      events.length === 0 ? element('p', {}, [say('none')]) : journalTable(events),
    ]),
  ]);
  if (lotId !== undefined) byId('chain').scrollIntoView();
};

const keyField = element('input', { id: 'key', size: '60' });
const fileField = element('input', { id: 'file', type: 'file', accept: '.zip,application/zip' });

const open = async (file: Blob): Promise<void> => {
  for (const id of ['report', 'balances', 'trace', 'event', 'chain', 'journal', 'notes']) show(id, []);
  byId('state').textContent = say('reading');
  try {
    const key = keyField.value.trim();
    verified = await reader.verify(file, key === '' ? [] : [key]);
    await showAll();
  } catch (error) {
    byId('state').textContent = `${say('failed')}: ${String(error)}`;
  }
};

const showAll = async (): Promise<void> => {
  document.documentElement.lang = language === 0 ? 'zh-CN' : 'en';
  document.title = say('title');
  show('head', [
    element('h1', {}, [say('title')]),
    button(say('other'), () => {
      language = language === 0 ? 1 : 0;
      void showAll();
    }),
    element('p', {}, [say('about')]),
    element('p', {}, [element('label', {}, [say('choose'), fileField])]),
    element('p', {}, [element('label', {}, [say('key'), keyField])]),
  ]);
  if (verified === undefined) return;
  showReport(verified);
  show('trace', []);
  show('event', []);
  await Promise.all([showBalances(), showChain(), showJournal()]);
  notes.show(byId('notes'), verified.report);
};

fileField.addEventListener('change', () => {
  const [file] = fileField.files ?? [];
  if (file !== undefined) void open(file);
});
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file !== undefined) void open(file);
});
void showAll();
