// Actions under the axes that they belong to, in the order of the axes; one whose axis was taken out since stands under it still.
import type {Axis} from '../convention/types';
import type {ActionSummary} from './types';

export interface UnderAxis {
  axis: Axis;
  actions: ActionSummary[];
}

export function underAxes(axes: readonly Axis[], actions: readonly ActionSummary[]): UnderAxis[] {
  return axes
    .map((axis) => ({axis, actions: actions.filter((one) => one.axis === axis.id)}))
    .filter((group) => !group.axis.removedOn || group.actions.length > 0);
}
