// Goes into the page itself, in words that an engine of the Internet Explorer years can read: once everything has
// loaded, a page without its panel says so instead of staying blank.
function checkStart() {
  if (!document.getElementsByTagName('store-panel').length) {
    document.getElementById('not-started')!.removeAttribute('hidden');
  }
}

if (window.addEventListener) window.addEventListener('load', checkStart);
else window.onload = checkStart;
