import { Param } from '@nestjs/common';
import { KindPipe } from './dto.pipe.js';
import * as kinds from './kinds.js';

/** An id or number in the path; anything that cannot be one is refused with 400. */
export const PathId = (name: string): ParameterDecorator => Param(name, new KindPipe(kinds.id));

/** A text in the path, such as a voucher's number. */
export const PathText = (name: string): ParameterDecorator =>
  Param(name, new KindPipe(kinds.text({ max: 100 })));
