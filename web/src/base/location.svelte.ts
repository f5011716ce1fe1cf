// The address bar as state. Links are ordinary links; a click on one of ours changes the page without a reload.
export const here = $state({path: location.pathname, query: location.search, hash: location.hash});

function read(): void {
  here.path = location.pathname;
  here.query = location.search;
  here.hash = location.hash;
}

// `replace`: the entry of the history is rewritten, so that "back" does not pass through every letter typed.
export function go(url: string, how: {replace?: boolean; keepScroll?: boolean} = {}): void {
  if (how.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  read();
  if (!how.replace && !how.keepScroll) scrollTo(0, 0);
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || !isPlainClick(event) || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || url.pathname.startsWith('/api/') || /\.\w+$/.test(url.pathname)) return;
  if (url.pathname === location.pathname && url.search === location.search && url.hash) return;
  event.preventDefault();
  go(url.pathname + url.search + url.hash);
}

export function listen(): () => void {
  addEventListener('popstate', read);
  document.addEventListener('click', follow);
  return () => {
    removeEventListener('popstate', read);
    document.removeEventListener('click', follow);
  };
}
