// Goes into the page itself, in words that an engine of the Internet Explorer years can read: starts the panel in the
// page's language, so that its words are asked for beside its code and are there with it.

/** What the address asks for (`?lang=en`), else the browser's first; Chinese if none is said. */
function languageOfPage() {
  if (/[?&]lang=en(&|$)/.test(location.search)) return 'en';
  if (/[?&]lang=zh-CN(&|$)/.test(location.search)) return 'zh-CN';
  return /^(zh\b|$)/i.test(navigator.language) ? 'zh-CN' : 'en';
}

function start(link: Element | null, script: HTMLScriptElement) {
  if (!link) return;
  script.type = 'module';
  script.src = link.getAttribute('href')!;
  // To draw the page while it is blank would only keep the panel waiting.
  script.setAttribute('blocking', 'render');
  document.head.appendChild(script);
}

start(document.querySelector(`link[data-start="${languageOfPage()}"]`), document.createElement('script'));

export {};
