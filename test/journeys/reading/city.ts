import { poolIdOf } from '#kernel';
import type { Items } from '../../support/answers.js';
import type { Officer } from '../../support/client.js';
import { bodyOf, Journey } from '../../support/journey.js';
import type { TestService } from '../../support/service.js';

/** What any register has of an item. */
export interface Item {
  readonly id: string;
  readonly place: string;
  readonly status: string;
}

export const PLACE = '320583';
export const POOL = poolIdOf(PLACE);

/** The demo city as a service shows it, and the office that reads it. */
export class City {
  private constructor(
    readonly service: TestService,
    readonly journey: Journey,
    readonly office: Officer,
  ) {}

  static async of(service: TestService): Promise<City> {
    const journey = new Journey(service.offices);
    return new City(service, journey, await journey.office());
  }

  head(): Promise<number> {
    return this.service.offices.head();
  }

  async get<T>(path: string, officer = this.office): Promise<T> {
    return bodyOf(await officer.get<T>(path), 200);
  }

  async itemsOf<T = Item>(path: string, officer = this.office): Promise<readonly T[]> {
    return (await this.get<Items<T>>(path, officer)).items;
  }
}

/** Tests of one kind, on the city that stands when they run. */
export type Part = (at: () => City) => void;
