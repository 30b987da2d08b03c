// For a copy of the site that is opened from a folder. Browsers refuse there whatever carries an `integrity` hash, so
// style and script are loaded once more without it. On a server this file does nothing, and it carries no hash itself
// because it could not run from a folder otherwise.
"use strict";
if (location.protocol === "file:") {
  const policy = window.trustedTypes?.createPolicy("candor-local", { createScriptURL: (url) => url });
  for (const link of document.querySelectorAll("link[rel=stylesheet][integrity]")) {
    const copy = document.createElement("link");
    copy.rel = "stylesheet";
    copy.href = link.href;
    link.replaceWith(copy);
  }
  for (const script of document.querySelectorAll("script[integrity]")) {
    const copy = document.createElement("script");
    copy.src = policy ? policy.createScriptURL(script.src) : script.src;
    // In their order.
    copy.async = false;
    script.replaceWith(copy);
  }
}
