import type { RouteComponent } from '@tanstack/react-router';
import type { Words } from '../messages/language.js';

/** Where an entry of the menu stands. */
export const MENU_GROUPS = [
  'WORK',
  'ENTERING',
  'LEAVING',
  'STANDING',
  'SUPERVISION',
  'RULES',
  'ADMINISTRATION',
] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

/**
 * An address of the console. A page is a folder below `pages/` with a `page.ts` that exports `pages`, a list of
 * these: nothing else has to be told of it.
 */
export interface PageFile {
  /** Such as `/parks` or `/parks/$id`. */
  readonly path: string;
  /** What an officer must be allowed to ask for to see it; the service decides again. */
  readonly permission: string;
  readonly component: RouteComponent;
  /** Its entry in the menu; a page reached from others has none. */
  readonly menu?: {
    readonly group: MenuGroup;
    /** Lower stands higher within its group. */
    readonly order: number;
    readonly name: Words;
  };
}

interface PageModule {
  readonly pages: readonly PageFile[];
}

/** Every page that has a folder of its own. */
export const PAGE_FILES: readonly PageFile[] = Object.values(
  import.meta.glob<PageModule>('./*/page.ts', { eager: true }),
).flatMap(({ pages }) => pages);
