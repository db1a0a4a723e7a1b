// A strip of tape with the name of a department.

import { tapeOf } from '../departments';

export function Tape({ department }: { department: string }) {
  return (
    <span class={`tape ${tapeOf(department) ?? ''}`} dir="auto">
      {department}
    </span>
  );
}
