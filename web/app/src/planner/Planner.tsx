// The frame of the desk.

import './planner.css';
import { route } from '../routes';

export function Planner() {
  const at = route.value;
  return at.name === 'plan' ? <div class="desk">{at.page}</div> : null;
}
