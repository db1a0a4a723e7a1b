// Words of several sources in one line, such as a place, a time and a note. Each keeps its own direction, so that an
// Arabic name does not turn the line around.

import { Fragment } from 'preact';

interface Props {
  parts: readonly (string | null | undefined | false)[];
  between?: string;
}

export function Joined({ parts, between = ', ' }: Props) {
  const shown = parts.filter((part): part is string => !!part);
  return (
    <>
      {shown.map((part, n) => (
        <Fragment key={n}>
          {n > 0 && between}
          <bdi>{part}</bdi>
        </Fragment>
      ))}
    </>
  );
}
