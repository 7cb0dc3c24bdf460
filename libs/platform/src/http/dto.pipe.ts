import { type ArgumentMetadata, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { faultsOf, invalidField, invalidRequest } from './faults.js';
import type { FieldKind } from './kinds.js';
import { DOUBT, isShaped, readShape } from './shapes.js';

/** Turns bodies and queries into their DTOs; an unknown field is refused, never dropped. */
export const dtoPipe = (): PipeTransform => new SwiftPipe();

/** What is plainly in order needs no more than a look; class-validator is asked about the rest. */
class SwiftPipe implements PipeTransform {
  readonly #strict = strictPipe();

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const read = isShaped(metadata.metatype) ? readShape(metadata.metatype, value) : DOUBT;
    return read === DOUBT ? this.#strict.transform(value, metadata) : read;
  }
}

/** The same by class-validator alone, which says of every field what is wrong with it. */
export const strictPipe = (): ValidationPipe =>
  new StrictPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => invalidRequest(faultsOf(errors)),
  });

/** class-validator takes a name that every object inherits, such as `valueOf`, for a known field. */
class StrictPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const inherited = Object.keys(Object(value) as object).find((key) => key in Object.prototype);
    if (inherited !== undefined && typeof value === 'object')
      throw invalidField(inherited, { rule: 'UNKNOWN_FIELD' });
    return super.transform(value, metadata);
  }
}

/** Checks one value of a path or query by its kind. */
export class KindPipe implements PipeTransform<unknown, unknown> {
  constructor(private readonly kind: FieldKind) {}

  transform(value: unknown, { data }: ArgumentMetadata): unknown {
    const fault = value === undefined ? ({ rule: 'REQUIRED' } as const) : this.kind.check(value);
    if (fault) throw invalidField(data ?? '', fault);
    return this.kind.canonical ? this.kind.canonical(value) : value;
  }
}
