import { Param } from '@nestjs/common';
import { KindPipe } from './dto.pipe.js';
import * as kinds from './kinds.js';

/** An id or number in the path; anything that cannot be one is refused with 400. */
export const PathId = (name: string): ParameterDecorator => Param(name, new KindPipe(kinds.id));

/** A text in the path, such as a voucher's number. */
export const PathText = (name: string): ParameterDecorator =>
  Param(name, new KindPipe(kinds.text({ max: 100 })));

/** A quarter in the path, as `2026-Q3`. */
export const PathQuarter = (name: string): ParameterDecorator =>
  Param(name, new KindPipe(kinds.civilQuarter));

/** A month in the path, as `2026-08`. */
export const PathMonth = (name: string): ParameterDecorator => Param(name, new KindPipe(kinds.civilMonth));

/** A year of this century in the path, handed on as a number. */
export const PathYear = (name: string): ParameterDecorator =>
  Param(name, new KindPipe(kinds.wholeText({ min: 2000, max: 2099 })));
