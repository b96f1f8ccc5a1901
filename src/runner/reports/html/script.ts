/**
 * What the page does for its reader: filters the cases, and changes between light and dark.
 *
 * It reads attributes and text, and writes nothing but `hidden`, a class and a number. It holds none of `<`, `&` and
 * `]`, so that the page is well-formed XML too, and can be checked as such.
 */
export const script = `(function () {
  'use strict';
  var root = document.documentElement;
  var scheme = document.getElementById('scheme');
  var dark = matchMedia('(prefers-color-scheme: dark)').matches;
  function paint() {
    root.className = dark ? 'dark' : 'light';
    scheme.textContent = dark ? 'Light' : 'Dark';
  }
  scheme.hidden = false;
  scheme.addEventListener('click', function () { dark = !dark; paint(); });
  paint();
  var filter = document.getElementById('filter');
  if (!filter) return;
  filter.hidden = false;
  var cases = Array.from(document.querySelectorAll('details.case'));
  function matches(each, text) {
    if (filter.outcome.value !== '') { if (each.dataset.outcome !== filter.outcome.value) return false; }
    if (filter.verdict.value !== '') { if (!each.dataset.verdicts.split(' ').includes(filter.verdict.value)) return false; }
    if (filter.category.value !== '') { if (each.dataset.category !== filter.category.value) return false; }
    return text === '' ? true : each.textContent.toLowerCase().includes(text);
  }
  function apply() {
    var text = filter.text.value.trim().toLowerCase();
    var shown = 0;
    cases.forEach(function (each) {
      each.hidden = !matches(each, text);
      if (!each.hidden) shown += 1;
    });
    document.getElementById('shown').textContent = shown + ' of ' + cases.length;
  }
  filter.addEventListener('input', apply);
  filter.addEventListener('submit', function (event) { event.preventDefault(); });
  apply();
})();
`;
