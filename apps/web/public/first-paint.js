// Runs before anything is painted, so that nobody in the dark theme sees a white flash.
// A file of its own, because the content security policy allows no inline script.
(() => {
  const root = document.documentElement;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem('muster.appearance') ?? '{}');
  } catch {
    // Storage that is blocked or damaged means the defaults.
  }
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.dataset.theme = kept.theme === 'dark' || kept.theme === 'light' ? kept.theme : system;
  root.dataset.density = kept.density === 'compact' ? 'compact' : 'comfortable';
})();
