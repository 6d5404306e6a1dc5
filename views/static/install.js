// Lets the desk be installed as an application. Each language has its own part of the site.
const part = /^(\/(?:kk|en))?\/desk(?=\/|$)/.exec(location.pathname)?.[0];
if (part && 'serviceWorker' in navigator) {
  const language = part.slice(0, -'/desk'.length);
  navigator.serviceWorker
    .register(`/sw.js${language === '' ? '' : `?lang=${language.slice(1)}`}`, { scope: part })
    .catch(() => {
      // A browser that does not want it does without.
    });
}
