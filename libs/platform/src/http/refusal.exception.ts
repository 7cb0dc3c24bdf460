import { HttpException } from '@nestjs/common';
import {
  type FieldFault,
  type JsonObject,
  type Language,
  type Refusal,
  refusalEntry,
  type RefusalCode,
} from '#kernel';

/** What differs between the languages of an answer, and when to come back. */
export interface RefusalExtras {
  readonly retryAfterSeconds?: number;
  readonly localise?: (language: Language) => {
    readonly params?: JsonObject;
    readonly errors?: readonly FieldFault[];
  };
}

/** Carries a refusal to the one filter that words it; the status is the catalogue's. */
export class RefusalException extends HttpException {
  constructor(
    readonly refusal: Refusal,
    readonly extras: RefusalExtras = {},
  ) {
    super(refusal.code, refusalEntry(refusal.code).status);
  }
}

/** A refusal of the edge: no rule of the scheme was asked. */
export const edgeRefusal = (
  code: RefusalCode,
  params: JsonObject = {},
  extras: RefusalExtras = {},
): RefusalException => new RefusalException({ code, params, rules: [] }, extras);
