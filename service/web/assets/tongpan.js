"use strict";
// Small conveniences; every page works without them.
(function () {
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  for (const form of all("form[data-busy]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button.primary");
      if (!button) return;
      button.textContent = form.dataset.busy;
      button.setAttribute("aria-disabled", "true");
      form.addEventListener("submit", (again) => again.preventDefault());
    });
  }
  // Going back must not find a form that is still busy.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  const form = document.querySelector("[data-query-form]");
  if (form) {
    const text = form.querySelector("textarea");
    const file = form.querySelector("input[type=file]");
    const count = form.querySelector("[data-count]");
    const drop = form.querySelector("[data-drop]");
    const tell = () => {
      const n = text.value.replace(/\s/g, "").length;
      count.textContent = n ? count.dataset.some.replace("{}", n.toLocaleString("zh-CN")) : "";
    };
    text.addEventListener("input", tell);
    tell();
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    const fileName = form.querySelector("[data-file-name]");
    file.addEventListener("change", () => {
      if (!file.files.length) return;
      fileName.textContent = file.files[0].name;
      if (!text.value.trim()) form.requestSubmit();
    });
    let depth = 0;
    const carriesFile = (event) => Array.from(event.dataTransfer.types).includes("Files");
    document.addEventListener("dragenter", (event) => {
      if (!carriesFile(event)) return;
      depth += 1;
      drop.classList.add("is-over");
    });
    document.addEventListener("dragleave", (event) => {
      if (!carriesFile(event)) return;
      depth -= 1;
      if (depth <= 0) drop.classList.remove("is-over");
    });
    document.addEventListener("dragover", (event) => {
      if (carriesFile(event)) event.preventDefault();
    });
    document.addEventListener("drop", (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      depth = 0;
      drop.classList.remove("is-over");
      const carried = new DataTransfer();
      carried.items.add(event.dataTransfer.files[0]);
      text.value = "";
      file.files = carried.files;
      form.requestSubmit();
    });
    const examples = document.querySelector("[data-examples]");
    if (examples) examples.hidden = false;
    for (const example of all("[data-example]")) {
      example.addEventListener("click", () => {
        text.value = example.dataset.example;
        file.value = "";
        tell();
        text.focus();
      });
    }
  }

  const filters = document.querySelector("[data-filters]");
  if (filters) {
    filters.addEventListener("change", (event) => {
      if (event.target.type === "checkbox") filters.requestSubmit();
    });
    // Empty fields would only lengthen the address.
    filters.addEventListener("formdata", (event) => {
      for (const [name, value] of Array.from(event.formData.entries())) {
        if (value === "") event.formData.delete(name);
      }
    });
  }

  const jump = document.querySelector("[data-jump]");
  if (jump) {
    const n = Number(jump.dataset.jump);
    const now = jump.querySelector("[data-jump-now]");
    const asked = /^#quote-(\d+)$/.exec(window.location.hash);
    let at = asked ? Number(asked[1]) : 0;
    const show = () => {
      now.textContent = at ? String(at) : "—";
      for (const quoted of all(".quoted.is-now")) quoted.classList.remove("is-now");
      const start = document.getElementById("quote-" + at);
      if (!start) return;
      for (const run of all('[data-quote="' + at + '"]')) run.classList.add("is-now");
      start.scrollIntoView({ block: "center" });
      start.focus({ preventScroll: true });
    };
    const go = (step) => {
      at = at ? ((at - 1 + step + n) % n) + 1 : 1;
      show();
    };
    jump.querySelector("[data-jump-back]").addEventListener("click", () => go(-1));
    jump.querySelector("[data-jump-on]").addEventListener("click", () => go(1));
    if (at) show();
  }

  // What a list leaves out is fetched when it is opened; without a script its link leads there.
  for (const later of all("details[data-fetch]")) {
    later.addEventListener("toggle", async () => {
      const place = later.querySelector(".fetched");
      if (!later.open || !place || later.dataset.fetching) return;
      later.dataset.fetching = "on";
      try {
        const answer = await window.fetch(later.dataset.fetch, { credentials: "same-origin" });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        const made = document.createElement("div");
        made.innerHTML = await answer.text();
        place.replaceWith(made);
      } catch (failed) {
        delete later.dataset.fetching;
      }
    });
  }

  const picks = all("[data-pick]");
  const picked = document.querySelector("[data-picked]");
  if (picks.length && picked) {
    const most = 3;
    const none = picked.textContent;
    const tell = () => {
      const n = picks.filter((pick) => pick.checked).length;
      for (const pick of picks) pick.disabled = !pick.checked && n >= most;
      picked.closest("form").classList.toggle("is-picking", n > 0);
      picked.textContent = n ? picked.dataset.some.replace("{}", n) : none;
    };
    for (const pick of picks) pick.addEventListener("change", tell);
    tell();
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // Findings about a draft: j and k go through them, and the text beside them follows.
  const draftFindings = all("[data-draft-finding]");
  if (draftFindings.length) {
    const show = (finding) => {
      const mark = document.getElementById(`mark-${finding.dataset.draftFinding}`);
      for (const each of all(".draft-mark.is-here")) each.classList.remove("is-here");
      if (!mark || !mark.nextElementSibling) return;
      mark.nextElementSibling.classList.add("is-here");
      const pane = mark.closest(".desk-paper") || mark.closest(".draft-text");
      const at = mark.nextElementSibling.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += at - pane.clientHeight / 3;
    };
    for (const finding of draftFindings) {
      finding.addEventListener("focusin", () => show(finding));
      finding.addEventListener("click", () => show(finding));
    }
    const asked = document.getElementById(location.hash.slice(1));
    if (asked && asked.dataset.draftFinding) show(asked);
  }

  // Keys; the list of them stands at the foot of each page and opens with a question mark.
  const keys = document.querySelector("[data-keys]");
  if (keys) {
    const items = all("[data-draft-finding], .hit-list > li, .notice-list > li");
    const at = { c: "/cases", s: "/search", n: "/notices" };
    let isGoing = false;
    const goTo = (element) => {
      if (!element) return;
      if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
      element.focus();
      element.scrollIntoView({ block: "start" });
    };
    const step = (by) => {
      const here = items.findIndex((each) => each.contains(document.activeElement));
      goTo(items[here + by] || items[by > 0 ? 0 : items.length - 1]);
    };
    const toggleKeys = () => {
      if (keys.classList.toggle("is-open")) goTo(keys);
    };
    // Whoever dictates or trembles can do without keys that act at a touch.
    const off = keys.querySelector("[data-keys-off]");
    let isOff = false;
    try {
      isOff = window.localStorage.getItem("tongpan-keys") === "off";
    } catch (refused) {
      // A browser that keeps nothing has them on.
    }
    off.hidden = false;
    off.setAttribute("aria-pressed", String(isOff));
    off.addEventListener("click", () => {
      isOff = !isOff;
      off.setAttribute("aria-pressed", String(isOff));
      try {
        window.localStorage.setItem("tongpan-keys", isOff ? "off" : "on");
      } catch (refused) {
        // Kept for this page only.
      }
    });
    document.addEventListener("keydown", (event) => {
      if (isOff || event.target.closest("input, textarea, select")) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const wasGoing = isGoing;
      isGoing = event.key === "g";
      if (wasGoing && at[event.key]) {
        const link = document.querySelector('.top a[href="' + at[event.key] + '"]');
        if (link) link.click();
      } else if (event.key === "?") toggleKeys();
      else if (event.key === "Escape") keys.classList.remove("is-open");
      else if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      else if (event.key === "[") goTo(document.getElementById("paper"));
      else if (event.key === "]") goTo(document.getElementById("work"));
      else if (event.key === "/") {
        const field = document.querySelector("main textarea, main input:not([type=hidden]):not([type=file])");
        if (!field) return;
        event.preventDefault();
        field.focus();
      } else {
        const tab = document.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
        if (tab) tab.click();
      }
    });
  }

  // The paper on the left stays where it was read while the panels on the right change.
  const paper = document.querySelector(".desk-paper");
  if (paper) {
    const place = "paper " + window.location.pathname.split("/").slice(0, 3).join("/") + paper.getAttribute("aria-label");
    try {
      if (!window.location.hash.startsWith("#paper-") && !window.location.hash.startsWith("#mark-")) {
        paper.scrollTop = Number(window.sessionStorage.getItem(place) || 0);
      }
      window.addEventListener("pagehide", () => window.sessionStorage.setItem(place, String(paper.scrollTop)));
    } catch (refused) {
      // A browser that keeps nothing begins at the top.
    }
  }

  const partLinks = new Map(all(".parts a").map((link) => [link.hash.slice(1), link]));
  if (partLinks.size && "IntersectionObserver" in window) {
    const seen = new Set();
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target.id);
        else seen.delete(entry.target.id);
      }
      let isFirst = true;
      for (const [id, link] of partLinks) {
        const isHere = isFirst && seen.has(id);
        if (isHere) {
          link.setAttribute("aria-current", "true");
          isFirst = false;
        } else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-25% 0px -50% 0px" });
    for (const part of all(".paper section")) watch.observe(part);
  }
})();
