// For a copy of the site that is opened from a folder. Browsers refuse there scripts that carry an `integrity` hash, so
// each that was refused is loaded once more without it. On a server this file does nothing, and it carries no hash itself
// because it could not run from a folder otherwise. It stands before the scripts that it watches.
"use strict";
if (location.protocol === "file:") {
  const policy = window.trustedTypes?.createPolicy("candor-local", { createScriptURL: (url) => url });
  // It does not bubble.
  addEventListener("error", ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || !target.integrity) return;
    const copy = document.createElement("script");
    copy.async = false;
    copy.src = policy ? policy.createScriptURL(target.src) : target.src;
    target.replaceWith(copy);
  }, true);
}
