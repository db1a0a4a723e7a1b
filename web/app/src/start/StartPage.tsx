// The frame of what comes before a tour is open: the mark, one sentence, and one column.

import type { ComponentChildren } from 'preact';
import { words } from '../i18n';
import { Toast } from '../ui/Toast';
import { Mark } from './Mark';
import { Tapes } from './Tapes';
import './start.css';

export function StartPage({ children }: { children: ComponentChildren }) {
  return (
    <div class="start">
      <main class="start-column">
        <p class="start-brand">
          <Mark /> Buscall
        </p>
        <p class="start-lead">{words.value.login.lead}</p>
        <Tapes />
        {children}
      </main>
      <Toast />
    </div>
  );
}
