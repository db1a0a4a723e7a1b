// Parts of a page that begin below what is seen at first. They come one by one once the rest has been drawn, each in a
// turn of its own, so that a tap is answered in between.

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

const turns: (() => void)[] = [];
let isGoing = false;

/** Does something when all that was asked for before has been done, or else as the next of all. */
function inTurn(run: () => void, isNext = false): void {
  if (isNext) turns.unshift(run);
  else turns.push(run);
  if (!isGoing) setTimeout(next);
  isGoing = true;
}

function next(): void {
  const run = turns.shift();
  isGoing = run !== undefined;
  // Before the turn itself: one that fails must not keep the others from theirs.
  if (isGoing) setTimeout(next);
  run?.();
}

export function Later({ children }: { children: ComponentChildren }) {
  const here = useSignal(false);
  useEffect(() => {
    inTurn(() => {
      here.value = true;
    });
  }, []);
  return here.value ? <>{children}</> : null;
}

/** How many of a list's items may be drawn by now: first some, then all, some at a time. */
export function useGrowing(all: number, step: number): number {
  const n = useSignal(step);
  const now = n.value;
  useEffect(() => {
    if (now < all)
      inTurn(() => {
        n.value = now + step;
      }, true);
  }, [now, all]);
  return now;
}
