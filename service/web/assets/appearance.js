"use strict";
// Runs before the first paint, so that a page never flashes in the other appearance.
(function () {
  const root = document.documentElement;
  for (const name of ["size", "contrast"]) {
    try {
      if (window.localStorage.getItem("tongpan-" + name) === "on") root.dataset[name] = "on";
    } catch (refused) {
      // A browser that keeps nothing shows the standard appearance.
    }
  }
})();
