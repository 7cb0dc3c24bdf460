import { bodyShape } from '../../api/bodies.js';
import type { WriteRoute } from '../../api/routes.js';
import { Boxes } from './boxes.js';

interface StepBoxesProps {
  readonly route: WriteRoute;
  readonly only: readonly string[];
}

/** Boxes for what a step may be given besides its opinion. */
export const StepBoxes = ({ route, only }: StepBoxesProps) => (
  <div className="fields">
    <Boxes shape={bodyShape(route)} choices={{}} only={only} optional />
  </div>
);
