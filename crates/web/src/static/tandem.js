// Conveniences for people with JavaScript; every page works without it. Keeps nothing in the browser.
(function () {
  "use strict";
  var frame = document.documentElement;

  // Quick hide: the button, or Escape twice within half a second. The page goes first, the session is locked behind it.
  function hide(form) {
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true })
      .catch(function () {});
    frame.textContent = "";
    location.replace(form.dataset.neutral);
  }
  var last = 0;
  document.addEventListener("keydown", function (event) {
    var form = document.querySelector("form[data-hide]");
    if (event.key !== "Escape" || !form) { return; }
    if (event.timeStamp - last < 500) { hide(form); }
    last = event.timeStamp;
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-hide]")) {
      event.preventDefault();
      hide(event.target);
    }
  });

  // A page from the history is asked for again: after signing out it shows nothing.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { location.reload(); }
  });

  // Drafts: what is typed is kept on the server, a moment after the last key.
  var waiting = new WeakMap();
  document.addEventListener("input", function (event) {
    count(event.target);
    var form = event.target.form;
    if (!form || !form.dataset.draft) { return; }
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(function () { keep(form); }, 1500));
  });
  function keep(form) {
    var said = form.querySelector("[data-draft-status]");
    fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)) })
      .then(function (answer) { return answer.ok ? "Concept bewaard" : "Concept niet bewaard"; })
      .catch(function () { return "Geen verbinding: concept niet bewaard"; })
      .then(function (words) { if (said) { said.textContent = words; } });
  }

  // How many characters are left.
  function count(area) {
    var shown = area.id && document.getElementById(area.id + "-left");
    if (shown) { shown.textContent = "Nog " + (area.maxLength - area.value.length) + " tekens"; }
  }
})();
