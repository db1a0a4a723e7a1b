// What a page is called in the browser's tab and history.

import { useEffect } from 'preact/hooks';

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Buscall`;
    return () => {
      document.title = 'Buscall';
    };
  }, [title]);
}
