import { type ArgumentMetadata, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { faultsOf, invalidField, invalidRequest } from './faults.js';
import type { FieldKind } from './kinds.js';

/** Turns bodies and queries into their DTOs; an unknown field is refused, never dropped. */
export const dtoPipe = (): ValidationPipe =>
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
