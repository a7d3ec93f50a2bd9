// Conveniences for people with JavaScript; every page works without it. Keeps nothing in the browser.
(function () {
  "use strict";
  var frame = document.documentElement;

  // Quick hide: the button, or Escape twice within half a second, on any page. The page goes first, the session, where
  // there is one, is locked behind it.
  function hide() {
    var form = document.querySelector("form[data-hide]"), neutral = document.body.dataset.neutral;
    if (form) {
      fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true })
        .catch(function () {});
    }
    frame.textContent = "";
    location.replace(neutral);
  }
  var last = 0;
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.repeat) { return; }
    if (event.timeStamp - last < 500) { hide(); }
    last = event.timeStamp;
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-hide]")) {
      event.preventDefault();
      hide();
    }
  });

  // What only a script can do is told by it.
  document.querySelectorAll("[data-scripted]").forEach(function (told) { told.hidden = false; });

  // A page from the history is asked for again: after signing out it shows nothing.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { location.reload(); }
  });

  // Drafts: what is typed is kept on the server, a moment after the last key. Sending the form ends that.
  var waiting = new WeakMap(), under_way = new WeakMap();
  function changed(event) {
    count(event.target);
    var form = event.target.form;
    if (!form || !form.dataset.draft) { return; }
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(function () { keep(form); }, 1500));
  }
  document.addEventListener("input", changed);
  document.addEventListener("submit", function (event) {
    clearTimeout(waiting.get(event.target));
    if (under_way.has(event.target)) { under_way.get(event.target).abort(); }
  });
  function keep(form) {
    var stop = new AbortController();
    under_way.set(form, stop);
    fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: stop.signal })
      .then(function (answer) {
        return answer.status === 204 ? "Concept bewaard om " + clock(new Date()) : "Concept niet bewaard. Kopieer uw tekst.";
      })
      .catch(function () { return "Geen verbinding: concept niet bewaard."; })
      .then(function (words) {
        var said = form.querySelector("[data-draft-status]");
        if (said && !stop.signal.aborted) { said.textContent = words; }
      });
  }
  function clock(at) {
    return String(at.getHours()).padStart(2, "0") + ":" + String(at.getMinutes()).padStart(2, "0");
  }

  // How many characters are left, once that matters: nobody wants to hear it at every key.
  function count(area) {
    var shown = area.id && document.getElementById(area.id + "-left");
    var left = area.maxLength - area.value.length;
    if (shown && left <= 500) { shown.textContent = "Nog " + left + " tekens"; }
  }
})();
