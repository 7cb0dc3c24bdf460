import type { ReactNode } from 'react';
import type { AmountLine } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { AmountLines } from './amount-lines.js';
import type { Column } from './sheet.js';
import { StatusTag } from './status-tag.js';
import { instant } from './times.js';
import { useCode, usePlaceName } from './words.js';

/** Codes of a member are worded under its own name but for these. */
const GROUPS: Readonly<Record<string, string>> = {
  acts: 'act',
  air: 'quality',
  change: 'kind',
  fundingSource: 'funding',
  grounds: 'ground',
  nextStep: 'step',
  priorityClass: 'priority',
  result: 'decision',
  roles: 'role',
  type: 'projectType',
  violation: 'kind',
  water: 'quality',
};
/** The group of words that codes of a member are found in. */
export const groupOf = (name: string): string => GROUPS[name] ?? name;

const PLACES = ['place', 'places', 'sellerPlace', 'toLedger', 'toPlace', 'park', 'lead'];
const FIGURES = ['value', 'target', 'lastYear', 'price', 'termYears'];
const INSTANT = /^\d{4}-\d\d-\d\dT/;

const isAmountLine = (one: unknown): one is AmountLine =>
  typeof one === 'object' && one !== null && 'pollutant' in one && 'amount' in one;

/** A member's value as people read it, told from its name and form; nothing is a dash. */
export const useMember = (): ((name: string, value: unknown) => ReactNode) => {
  const say = useSay();
  const code = useCode();
  const nameOf = usePlaceName();
  const wordOf = (name: string, value: string): string =>
    PLACES.includes(name) ? nameOf(value) : code(groupOf(name), value);
  const text = (name: string, value: string): ReactNode => {
    if (name === 'status') return <StatusTag status={value} />;
    return INSTANT.test(value) ? instant(value) : wordOf(name, value);
  };
  return (name, value) => {
    if (value === null || value === undefined || value === '') return '—';
    if (typeof value === 'boolean') return say(value ? 'word.yes' : 'word.no');
    if (typeof value === 'string') return text(name, value);
    if (typeof value === 'number') return String(value);
    if (!Array.isArray(value)) return JSON.stringify(value);
    if (value.length === 0) return say('word.none');
    const all: readonly unknown[] = value;
    if (all.every(isAmountLine)) return <AmountLines lines={all} />;
    return all.map((one) => (typeof one === 'string' ? wordOf(name, one) : JSON.stringify(one))).join('、');
  };
};

/** Columns for members by name, in the order given. */
export const useMemberColumns = <T extends object>(
  names: readonly (keyof T & string)[],
): readonly Column<T>[] => {
  const code = useCode();
  const member = useMember();
  return names.map((name) => ({
    key: name,
    title: code('field', name),
    figure: FIGURES.includes(name),
    cell: (row) => member(name, row[name]),
  }));
};

/** Facts for members by name, in the order given. */
export const useMemberFacts = <T extends object>(
  item: T,
  names: readonly (keyof T & string)[],
): readonly (readonly [string, ReactNode])[] => {
  const code = useCode();
  const member = useMember();
  return names.map((name) => [code('field', name), member(name, item[name])] as const);
};
