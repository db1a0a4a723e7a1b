// One line of a card: what it is, what there is to know, and the one thing to do with it. With a single link the whole
// line is the target.

import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../../ui/Icon';

export interface FactLink {
  href: string;
  text: string;
  /** What a screen reader says, which stands without the line. */
  label: string;
}

interface Props {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  links?: FactLink[];
  /** Instead of links: a button. */
  action?: { text: string; label: string; run: () => void };
}

export function Fact({ icon, title, children, links = [], action }: Props) {
  const [only] = links;
  const body = (
    <>
      <Icon name={icon} />
      <span class="told">
        <b dir="auto">{title}</b>
        {children && <small dir="auto">{children}</small>}
      </span>
    </>
  );
  if (only && links.length === 1)
    return (
      <a class="fact" href={only.href} {...elsewhere(only.href)}>
        {body}
        <span class="do">{only.text}</span>
      </a>
    );
  if (action)
    return (
      <button type="button" class="fact" onClick={action.run}>
        {body}
        <span class="do">
          <span aria-hidden="true">{action.text}</span>
          <span class="vh">{action.label}</span>
        </span>
      </button>
    );
  return (
    <div class="fact">
      {body}
      {links.length > 0 && (
        <span class="does">
          {links.map((link) => (
            <a key={link.text} class="do" href={link.href} aria-label={link.label} {...elsewhere(link.href)}>
              {link.text}
            </a>
          ))}
        </span>
      )}
    </div>
  );
}

/** Pages of others open beside the sheet, and learn nothing of where they were opened. */
function elsewhere(href: string) {
  return href.startsWith('http') ? { target: '_blank', rel: 'noopener noreferrer' } : {};
}
