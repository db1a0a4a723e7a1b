// How somebody likes to read, and the end of a log-in.

export function Settings() {
  return <main class="start" />;
}
