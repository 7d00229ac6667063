/** Runs in the page: draws what can be seen of the tree at the present zoom. */
export const viewerScript = String.raw`
'use strict';
(() => {
const data = JSON.parse(document.getElementById('data').textContent);
const [graph, status, matched, search] = ['graph', 'status', 'matched', 'search'].map((id) => document.getElementById(id));
const two = data.sides.length === 2;
const rowHeight = 18;
const nodes = [];
const path = [];
for (const [name, category, depth, a, b = 0] of data.nodes) {
  path.length = depth;
  const parent = path[depth - 1] ?? null;
  const full = data.names[name];
  const node = { full, label: full.replace(/_\[[kj]\]$/, ''), category: data.categories[category], depth, a, b,
    width: a + b, parent, children: [], x: 0, element: null };
  if (parent) { node.x = parent.filled; parent.filled += node.width; parent.children.push(node); }
  node.filled = node.x;
  path[depth] = node;
  nodes.push(node);
}
const root = nodes[0];
const most = Math.max(...nodes.map((node) => Math.abs(node.b - node.a)), Number.MIN_VALUE);
let zoomed = root;
let focused = root;
let wanted = '';
let only = '';

const percent = (part, whole) => (whole > 0 ? (100 * part / whole).toFixed(2) : '0.00') + ' %';
function amount(value) {
  if (data.unit === 'share') return (100 * value).toFixed(2) + ' %';
  const [scale, unit] = value >= 1e9 ? [1e9, 's'] : value >= 1e6 ? [1e6, 'ms'] : value >= 1e3 ? [1e3, 'µs'] : [1, 'ns'];
  return (value / scale).toPrecision(3) + ' ' + unit + (data.unit === 'ns/call' ? '/call' : '');
}
function colour(node) {
  if (!two) return 'var(--' + node.category + ')';
  const change = (node.b - node.a) / most;
  const strength = Math.round(100 * Math.sqrt(Math.abs(change)));
  return 'color-mix(in srgb, ' + (change > 0 ? '#e5484d ' : '#3e7bfa ') + strength + '%, var(--grey))';
}
function kind(node) {
  return node.full.endsWith('_[k]') ? 'kernel' : node.full.endsWith('_[j]') ? 'JavaScript' : '';
}
function describe(node) {
  const what = [node.label, kind(node), node.category].filter(Boolean).join(' · ');
  if (!two) {
    const ofZoomed = zoomed === root ? '' : ', ' + percent(node.width, zoomed.width) + ' of ' + zoomed.label;
    return what + ' · ' + amount(node.a) + ' · ' + percent(node.width, root.width) + ' of all' + ofZoomed;
  }
  const change = node.b - node.a;
  const relative = node.a > 0 ? ' (' + (change < 0 ? '−' : '+') + percent(Math.abs(change), node.a) + ')' : ' (only in B)';
  return what + ' · A ' + amount(node.a) + ' · B ' + amount(node.b) + ' · ' + (change < 0 ? '−' : '+') + amount(Math.abs(change)) + relative;
}
const hit = (node) => (wanted !== '' && node.label.toLowerCase().includes(wanted)) || (only !== '' && node.category === only);
const searching = () => wanted !== '' || only !== '';

function within(node, ancestor) {
  for (let each = node; each; each = each.parent) if (each === ancestor) return true;
  return false;
}
function draw() {
  // A frame out of sight has no width yet; it is drawn again when it gets one.
  const wide = graph.clientWidth || 1200;
  const scale = wide / (zoomed.width || 1);
  const drawn = document.createDocumentFragment();
  let deepest = 0;
  const add = (node, left, width, above) => {
    const element = document.createElement('div');
    element.setAttribute('role', 'treeitem');
    element.setAttribute('aria-level', String(node.depth + 1));
    element.setAttribute('aria-label', describe(node));
    element.tabIndex = node === focused ? 0 : -1;
    element.style.cssText = 'left:' + left + 'px;width:' + width + 'px;top:' + node.depth * rowHeight + 'px';
    element.style.background = colour(node);
    if (width > 28) element.textContent = node.label;
    if (above) element.classList.add('above');
    if (searching() && !hit(node)) element.classList.add('dim');
    element.node = node;
    node.element = element;
    deepest = Math.max(deepest, node.depth);
    drawn.append(element);
  };
  for (const node of nodes) node.element = null;
  for (let above = zoomed.parent; above; above = above.parent) add(above, 0, wide, true);
  const waiting = [zoomed];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const width = node.width * scale;
    if (width < 0.6) continue;
    add(node, (node.x - zoomed.x) * scale, width, false);
    waiting.push(...node.children);
  }
  graph.replaceChildren(drawn);
  graph.style.height = (deepest + 1) * rowHeight + 'px';
  if (!searching()) matched.value = '';
  else matched.value = percent(matchedWidth(zoomed), zoomed.width) + ' matched';
}
function matchedWidth(node) {
  if (hit(node)) return node.width;
  let sum = 0;
  for (const child of node.children) sum += matchedWidth(child);
  return sum;
}
function zoom(node) {
  zoomed = node;
  focus(node);
}
function focus(node) {
  if (!within(node, zoomed) && !within(zoomed, node)) return;
  focused = node;
  draw();
  node.element?.focus();
  status.textContent = describe(node);
}
function sibling(node, step) {
  const row = node.parent?.children ?? [node];
  return row[row.indexOf(node) + step] ?? node;
}
const moves = {
  ArrowUp: (node) => node.parent ?? node,
  ArrowDown: (node) => node.children[0] ?? node,
  ArrowLeft: (node) => sibling(node, -1),
  ArrowRight: (node) => sibling(node, 1),
};
const nodeAt = (event) => (event.target instanceof Element ? event.target.closest('#graph div')?.node : undefined);
graph.addEventListener('click', (event) => { const node = nodeAt(event); if (node) zoom(node); });
graph.addEventListener('pointerover', (event) => { const node = nodeAt(event); if (node) status.textContent = describe(node); });
graph.addEventListener('focusin', (event) => { const node = nodeAt(event); if (node) status.textContent = describe(node); });
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') { search.value = wanted = only = ''; press(); zoom(root); }
  else if (event.key === '/' && event.target !== search) { event.preventDefault(); search.focus(); }
  else if (event.target === search || event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === 'Enter' && nodeAt(event)) zoom(nodeAt(event));
  else if (moves[event.key] && (nodeAt(event) || event.target === document.body)) {
    event.preventDefault();
    focus(moves[event.key](nodeAt(event) ?? focused));
  }
});
search.addEventListener('input', () => { wanted = search.value.trim().toLowerCase(); draw(); });
document.getElementById('tools').addEventListener('submit', (event) => { event.preventDefault(); });
document.getElementById('reset').addEventListener('click', () => { zoom(root); });
window.addEventListener('resize', draw);

const legend = document.getElementById('legend');
function press() {
  for (const button of legend.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset.category === only));
}
for (const { category, shares } of data.legend) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  const swatch = document.createElement('i');
  swatch.style.background = 'var(--' + category + ')';
  button.type = 'button';
  button.dataset.category = category;
  const each = shares.map((share, side) => (two ? 'AB'[side] + ' ' : '') + (100 * share).toFixed(1) + ' %');
  button.append(...(two ? [] : [swatch]), category + ' ' + each.join(' · '));
  button.addEventListener('click', () => { only = only === category ? '' : category; press(); draw(); });
  item.append(button);
  legend.append(item);
}
if (two) {
  const item = document.createElement('li');
  item.textContent = 'A: ' + data.sides[0] + ' ' + amount(root.a) + ' · B: ' + data.sides[1] + ' ' + amount(root.b);
  legend.prepend(item);
}
press();
draw();
})();
`;
