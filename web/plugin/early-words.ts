// Goes into the page itself, in words that an engine of the Internet Explorer years can read: the words of the page's
// language are asked for beside its scripts, which would come to know of them last.

/** As languageOf does, to which these engines could not be led. */
function languageOfPage() {
  if (/[?&]lang=en(&|$)/.test(location.search)) return 'en';
  if (/[?&]lang=zh-CN(&|$)/.test(location.search)) return 'zh-CN';
  return /^(zh\b|$)/i.test(navigator.language) ? 'zh-CN' : 'en';
}

function preload(link: Element | null) {
  if (link) link.setAttribute('rel', 'modulepreload');
}

preload(document.querySelector(`link[data-words="${languageOfPage()}"]`));

export {};
