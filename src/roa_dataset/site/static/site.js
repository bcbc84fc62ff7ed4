// The pages work without this file. It marks the words of a chosen claim, and filters and sorts the table of claims.
(function () {
  "use strict";

  function each(list, act) { Array.prototype.forEach.call(list, act); }

  // --- a text with its claims: the address names a claim, its pieces are marked

  function reader(raw) {
    var marked = [];
    var following = false;
    function unmark() {
      each(marked, function (element) { element.classList.remove("on", "also"); });
      marked = [];
    }
    function mark(element, kind) { element.classList.add(kind || "on"); marked.push(element); }
    function show() {
      following = false;
      unmark();
      var id = decodeURIComponent(location.hash.slice(1)).replace(/^report-/, "");
      var card = id && document.getElementById(id);
      if (!card || !card.classList.contains("card")) { return; }
      mark(card, "on");
      var pieces = raw.querySelectorAll('[data-c~="' + CSS.escape(id) + '"]');
      each(pieces, function (piece) { mark(piece, "on"); });
      each(raw.querySelectorAll('[data-e~="' + CSS.escape(id) + '"]'), function (piece) { mark(piece, "also"); });
      if (pieces.length && !visible(pieces[0])) { pieces[0].scrollIntoView({ block: "center" }); }
      if (!visible(card)) { card.scrollIntoView({ block: "nearest" }); }
    }
    function visible(element) {
      var box = element.getBoundingClientRect();
      return box.bottom > 0 && box.top < window.innerHeight;
    }
    raw.addEventListener("click", function (event) {
      var piece = event.target.closest("[data-c]");
      if (!piece || String(window.getSelection())) { return; }
      var ids = piece.getAttribute("data-c").split(" ");
      location.hash = ids[ids.length - 1];  // the claim that began last is the narrowest in most places
    });
    window.addEventListener("hashchange", show);
    show();

    // while a reader moves through the text, the claims beside it move along; not when an address has set both
    var panel = document.querySelector(".panel");
    var numbers = raw.querySelectorAll(".n");
    var waiting = false;
    function follow() {
      waiting = false;
      if (!following || !numbers.length || panel.scrollHeight <= panel.clientHeight) { return; }
      var low = 0;
      var high = numbers.length - 1;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (numbers[middle].getBoundingClientRect().bottom < 0) { low = middle + 1; } else { high = middle; }
      }
      bring(document.getElementById(numbers[low].getAttribute("href").slice(1)), 3);
    }
    function bring(card, times) {  // cards that were never seen have an assumed height: look again once they are drawn
      var off = card.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      if (Math.abs(off) < 8 || !times) { return; }
      panel.scrollTop += off;
      window.requestAnimationFrame(function () { bring(card, times - 1); });
    }
    each(["wheel", "touchmove", "keydown", "pointerdown"], function (name) {
      window.addEventListener(name, function (event) { following = !panel.contains(event.target); }, { passive: true });
    });
    window.addEventListener("scroll", function () {
      if (following && !waiting) { waiting = true; window.requestAnimationFrame(follow); }
    }, { passive: true });
  }

  // --- the table of claims: filter, sort, and both in the address

  function table(form, found, body, head) {
    var rows = Array.prototype.slice.call(body.rows);
    var kept = new Map();
    var order = "";
    function plain(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }
    function wordsOf(row) {
      if (!kept.has(row)) { kept.set(row, plain(row.cells[1].textContent)); }
      return kept.get(row);
    }
    function state() { return new URLSearchParams(location.hash.slice(1)); }
    function apply(wanted) {
      var words = plain(wanted.get("words") || "").split(/\s+/).filter(Boolean);
      var chosen = Array.prototype.filter.call(form.querySelectorAll("select"), function (select) { return wanted.get(select.name); });
      var shown = 0;
      each(rows, function (row) {
        var good = words.every(function (word) { return wordsOf(row).indexOf(word) >= 0; }) &&
          chosen.every(function (select) { return row.dataset[select.name] === wanted.get(select.name); });
        if (row.hidden === good) { row.hidden = !good; }
        shown += good ? 1 : 0;
      });
      found.textContent = shown + " of " + rows.length + " claims";
      sort(wanted.get("sort") || "");
    }
    function sort(wanted) {
      each(head, function (cell) { cell.removeAttribute("aria-sort"); });
      if (wanted === order && !wanted) { return; }
      order = wanted;
      var column = parseInt(wanted, 10);
      var down = wanted.slice(-1) === "d";
      var sorted = rows.slice();
      if (head[column]) {
        var keys = new Map(rows.map(function (row) { return [row, row.cells[column].textContent]; }));
        var compare = new Intl.Collator("en", { numeric: true }).compare;
        sorted.sort(function (a, b) { return compare(keys.get(a), keys.get(b)) * (down ? -1 : 1); });
        head[column].setAttribute("aria-sort", down ? "descending" : "ascending");
      }
      body.append.apply(body, sorted);
    }
    function fill() {
      var wanted = state();
      each(form.elements, function (field) { if (field.name) { field.value = wanted.get(field.name) || ""; } });
      apply(wanted);
    }
    function keep(wanted) {
      var hash = wanted.toString();
      history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
      apply(wanted);
    }
    function read(sorted) {
      var wanted = new URLSearchParams();
      each(form.elements, function (field) { if (field.name && field.value) { wanted.set(field.name, field.value); } });
      if (sorted) { wanted.set("sort", sorted); }
      return wanted;
    }
    each(head, function (cell, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.append.apply(button, cell.childNodes);
      cell.append(button);
      button.addEventListener("click", function () { keep(read(order === column + "a" ? column + "d" : column + "a")); });
    });
    form.addEventListener("input", function () { keep(read(order)); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) { event.preventDefault(); history.replaceState(null, "", "#"); fill(); });
    window.addEventListener("hashchange", fill);
    form.hidden = false;
    fill();
  }

  var raw = document.getElementById("raw");
  if (raw) { reader(raw); }
  var form = document.getElementById("filter");
  if (form) {
    var claims = document.getElementById("table");
    table(form, document.getElementById("found"), claims.tBodies[0], claims.tHead.rows[0].cells);
  }
}());
