// Shown for the moment in which the device is asked what it holds.

export function Loading({ text }: { text?: string }) {
  return (
    <main class="loading" aria-busy="true">
      <p role="status">{text}</p>
    </main>
  );
}
