/** 污染物：the eight of the scheme (第1条); water and air are reviewed by different divisions. */
export const POLLUTANTS = ['COD', 'NH3-N', 'TN', 'TP', 'SO2', 'NOx', 'VOCs', 'PM'] as const;
export type Pollutant = (typeof POLLUTANTS)[number];

export const MEDIA = ['WATER', 'AIR'] as const;
export type Medium = (typeof MEDIA)[number];

export interface PollutantFacts {
  readonly code: Pollutant;
  readonly zh: string;
  readonly en: string;
  readonly medium: Medium;
  /** 磷、氮等重点水污染物：may take the 1.1x ratio for a strategic emerging industry (第7条, policy A15). */
  readonly nutrient: boolean;
  /** How many decimals tables show before the rest turns grey; sums never use it. */
  readonly displayDecimals: number;
}

const facts: Record<Pollutant, Omit<PollutantFacts, 'code'>> = {
  COD: {
    zh: '化学需氧量',
    en: 'Chemical oxygen demand',
    medium: 'WATER',
    nutrient: false,
    displayDecimals: 3,
  },
  'NH3-N': { zh: '氨氮', en: 'Ammonia nitrogen', medium: 'WATER', nutrient: true, displayDecimals: 4 },
  TN: { zh: '总氮', en: 'Total nitrogen', medium: 'WATER', nutrient: true, displayDecimals: 4 },
  TP: { zh: '总磷', en: 'Total phosphorus', medium: 'WATER', nutrient: true, displayDecimals: 4 },
  SO2: { zh: '二氧化硫', en: 'Sulphur dioxide', medium: 'AIR', nutrient: false, displayDecimals: 3 },
  NOx: { zh: '氮氧化物', en: 'Nitrogen oxides', medium: 'AIR', nutrient: false, displayDecimals: 3 },
  VOCs: {
    zh: '挥发性有机物',
    en: 'Volatile organic compounds',
    medium: 'AIR',
    nutrient: false,
    displayDecimals: 3,
  },
  PM: { zh: '颗粒物', en: 'Particulate matter', medium: 'AIR', nutrient: false, displayDecimals: 3 },
};

/** The same value for each of the eight: an object of one shape, which engines copy fast. */
export const perPollutant = <T>(value: T): Record<Pollutant, T> => ({
  COD: value,
  'NH3-N': value,
  TN: value,
  TP: value,
  SO2: value,
  NOx: value,
  VOCs: value,
  PM: value,
});

export const pollutantFacts = (code: Pollutant): PollutantFacts => ({ code, ...facts[code] });
export const mediumOf = (code: Pollutant): Medium => facts[code].medium;
export const isPollutant = (text: unknown): text is Pollutant => POLLUTANTS.includes(text as Pollutant);

/** Every table and answer lists pollutants in the scheme's order. */
export const byPollutant = (a: { pollutant: Pollutant }, b: { pollutant: Pollutant }): number =>
  POLLUTANTS.indexOf(a.pollutant) - POLLUTANTS.indexOf(b.pollutant);
