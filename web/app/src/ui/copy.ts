// Putting text where it can be pasted. Pages of plain http have no clipboard of their own; they copy as browsers
// did before there was one.

/** Whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Some browsers have it and refuse it; the older way may still be open.
  }
  return copySelected(text);
}

function copySelected(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'vh';
  // Inside an open dialog, because everything outside it cannot be selected.
  const home = document.querySelector('dialog[open]') ?? document.body;
  home.append(box);
  box.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    box.remove();
  }
}
