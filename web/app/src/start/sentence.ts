// The server's word on something begins with a small letter and has no full stop, so that it can stand inside a
// sentence. Where it stands alone, it becomes one.

export function sentence(text: string): string {
  const quoted = text.trim().replace(/`([^`]*)`/g, '“$1”');
  const begun = quoted.charAt(0).toUpperCase() + quoted.slice(1);
  return begun === '' || /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
