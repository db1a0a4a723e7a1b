// A dialog over the page: from below on a phone, in the middle of a desk. The browser's own keeps the focus inside
// and closes on Escape.

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../i18n';
import { Icon } from './Icon';
import './dialog.css';

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  /** For tables and the like; a form needs no more than a column. */
  wide?: boolean;
}

export function Dialog({ title, onClose, children, wide = false }: Props) {
  const self = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = self.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      // Once the dialog is out of the page the browser gives the focus to nobody.
      queueMicrotask(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
      });
    };
  }, []);
  return (
    <dialog ref={self} class={wide ? 'dialog wide' : 'dialog'} aria-label={title} onCancel={onClose}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="dialog-close" aria-label={words.value.app.close} onClick={onClose}>
          <Icon name="x" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
