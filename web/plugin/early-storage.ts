// Goes into the page itself: a page's first look into what a browser keeps for it waits until another process has
// brought that. Here it waits while the scripts are on their way, later it would wait after them.
try {
  void (localStorage.length + sessionStorage.length);
} catch {
  // Forbidden: the page does without.
}

export {};
