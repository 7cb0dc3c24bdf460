import { isPollutant, POLLUTANTS, type Json, type JsonObject } from '#kernel';
import { listText } from './list-text.js';

/** A value, and where it lies in its item. */
export type Leaf = readonly [key: string, text: string];

const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: Json | undefined): boolean => typeof value !== 'object' || value === null;

/** How a single value stands in a cell. */
const scalarText = (value: Json | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Lines of a list, one for each pollutant: figures that may stand beside each other. */
const byPollutantCode = (entries: readonly Json[]): readonly JsonObject[] | undefined => {
  const lines = entries.filter((entry) => isRecord(entry) && isPollutant(entry['pollutant']));
  const codes = new Set(lines.map((line) => (line as JsonObject)['pollutant']));
  return lines.length === entries.length && codes.size === entries.length
    ? (lines as readonly JsonObject[])
    : undefined;
};

/** Flat records, whose members stand beside each other. */
const areColumns = (entries: readonly Json[]): entries is readonly JsonObject[] =>
  entries.every((entry) => isRecord(entry) && Object.values(entry).every(isScalar));

const listLeaves = (entries: readonly Json[], prefix: string): readonly Leaf[] => {
  if (entries.length === 0) return [[prefix, '']];
  const lines = byPollutantCode(entries);
  if (lines) {
    return POLLUTANTS.flatMap((pollutant) => {
      const line = lines.find((one) => one['pollutant'] === pollutant);
      if (!line) return [];
      const { pollutant: _, ...figures } = line;
      return leavesOf(figures, `${prefix}.${pollutant}.`);
    });
  }
  if (entries.every(isScalar)) return [[prefix, listText(entries.map(scalarText))]];
  if (!areColumns(entries)) return [[prefix, JSON.stringify(entries)]];
  const members = [...new Set(entries.flatMap((entry) => Object.keys(entry)))];
  return members.map((member): Leaf => [
    `${prefix}.${member}`,
    listText(entries.map((entry) => scalarText(entry[member]))),
  ]);
};

/**
 * An item as the cells of one row: members of a record as `project.name`, lines of pollutants beside each other as
 * `lines.COD.verified`, short lists in one cell. What fits none of these stays JSON.
 */
export const leavesOf = (item: JsonObject, prefix = ''): readonly Leaf[] =>
  Object.entries(item).flatMap(([name, value]): readonly Leaf[] => {
    const key = `${prefix}${name}`;
    if (isRecord(value)) return leavesOf(value, `${key}.`);
    return Array.isArray(value) ? listLeaves(value, key) : [[key, scalarText(value)]];
  });
