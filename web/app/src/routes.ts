// Where the app is. Addresses are for people: a link to a date can be sent to somebody who has the tour.

import { computed, signal } from '@preact/signals';

export type Route =
  | { name: 'home' }
  | { name: 'login' }
  | { name: 'invitation'; token: string }
  | { name: 'settings' }
  | {
      name: 'today';
      tour: string;
      date?: string;
      /** What names the version on the paper whose address this is. */
      paper?: string;
    }
  | { name: 'tour' | 'people' | 'travel' | 'outbox'; tour: string }
  | { name: 'plan'; tour: string; page: PlanPage; date?: string };

export const PLAN_PAGES = [
  'grid',
  'day',
  'decisions',
  'advance',
  'people',
  'travel',
  'templates',
  'import',
  'paper',
  'lists',
  'map',
] as const;
export type PlanPage = (typeof PLAN_PAGES)[number];

const path = signal(here());
export const route = computed(() => parse(path.value));

const ID = '[0-9a-f-]{36}';
const DATE = String.raw`\d{4}-\d\d-\d\d`;

/** The address that the browser shows, with what is asked for in it. */
function here(): string {
  const { pathname = '/', search = '' } = globalThis.location ?? {};
  return pathname + search;
}

/** What an address means; anything unknown is the beginning. */
export function parse(whole: string): Route {
  const [address = '', asked] = whole.split('?');
  const simple = /^\/(login|settings)$/.exec(address)?.[1];
  if (simple) return { name: simple as 'login' | 'settings' };
  const invitation = /^\/join\/([\w-]+)$/.exec(address)?.[1];
  if (invitation) return { name: 'invitation', token: invitation };
  const match = new RegExp(`^/tours/(${ID})(?:/(.*))?$`).exec(address);
  const tour = match?.[1];
  if (!tour) return { name: 'home' };
  const rest = match[2] ?? '';
  if (new RegExp(`^${DATE}$`).test(rest)) {
    const paper = new URLSearchParams(asked).get('v');
    return { name: 'today', tour, date: rest, ...(paper ? { paper } : {}) };
  }
  if (rest === 'tour' || rest === 'people' || rest === 'travel' || rest === 'outbox')
    return { name: rest, tour };
  const plan = new RegExp(`^plan(?:/(\\w+)(?:/(${DATE}))?)?$`).exec(rest);
  if (!plan) return { name: 'today', tour };
  const page = PLAN_PAGES.find((one) => one === plan[1]) ?? 'grid';
  return { name: 'plan', tour, page, ...(plan[2] ? { date: plan[2] } : {}) };
}

/** The address of a place in the app. */
export function href(to: Route): string {
  switch (to.name) {
    case 'home':
      return '/';
    case 'login':
    case 'settings':
      return `/${to.name}`;
    case 'invitation':
      return `/join/${to.token}`;
    case 'today':
      return `/tours/${to.tour}${to.date ? `/${to.date}` : ''}${to.paper ? `?v=${to.paper}` : ''}`;
    case 'plan':
      return `/tours/${to.tour}/plan/${to.page}${to.date ? `/${to.date}` : ''}`;
    default:
      return `/tours/${to.tour}/${to.name}`;
  }
}

export function go(to: Route, how: 'push' | 'replace' = 'push'): void {
  const address = href(to);
  if (address === path.value) return;
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address);
  path.value = address;
  if (how === 'push') scrollTo(0, 0);
}

/** Follows links of the app without loading the page anew, and the browser's own back and forward. */
export function startRouter(): void {
  addEventListener('popstate', () => {
    path.value = here();
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute('download'))
      return;
    if (link.origin !== location.origin || !isOurs(link.pathname)) return;
    event.preventDefault();
    go(parse(link.pathname + link.search));
  });
}

/** Whether the app shows an address itself. */
function isOurs(address: string): boolean {
  return address === '/' || parse(address).name !== 'home';
}
