// A day as strips of tape, as it stands on every day sheet. A picture, without words.

/** Where a strip begins, how long it is, and whose it is, in hundredths of the day. */
const STRIPS = [
  [0, 11, 'truck'],
  [11.5, 16, 'lx'],
  [28, 8, 'cater'],
  [36.5, 12, 'audio'],
  [49, 8, 'now'],
  [57.5, 4, 'cater'],
  [62, 7, 'audio'],
  [72, 5, 'band'],
  [77.5, 9, 'stage'],
  [89, 11, 'truck'],
] as const;

const LINES = [69.5, 77.3, 87.5];
const NOW = 53;

export function Tapes() {
  return (
    <svg class="tapes" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
      {STRIPS.map(([from, length, whose]) => (
        <rect
          key={from}
          class={from + length < NOW ? `${whose} past` : whose}
          x={from}
          y="3"
          width={length}
          height="9"
        />
      ))}
      {LINES.map((at) => (
        <rect key={at} class="line" x={at} y="1" width="0.4" height="12" />
      ))}
      <rect class="line" x={NOW} y="0" width="0.8" height="14" />
    </svg>
  );
}
