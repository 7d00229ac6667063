import { styleOfParts } from './style-parts.js';

const light =
  '--page:#fbfbfa;--card:#fff;--text:#1c2024;--soft:#555d66;--line:#dcdfe3;--strong:#8a929b;--link:#0a5a8a;--focus:#0a5a8a;--tint:#f1f3f5;' +
  '--good:#1d6b43;--good-tint:#e6f3ec;--care:#7a5200;--care-tint:#fbf1dc;--bad:#9c2b23;--bad-tint:#fbe9e7';
const dark =
  '--page:#101317;--card:#14181d;--text:#e6eaef;--soft:#a9b4c0;--line:#2b323a;--strong:#6b7683;--link:#7cc4f2;--focus:#7cc4f2;--tint:#1b2026;' +
  '--good:#7fd6a8;--good-tint:#16291f;--care:#f0c874;--care-tint:#2c2412;--bad:#ffa79f;--bad-tint:#331b19';

/** Colours are variables; each text has a contrast of 4.5 : 1 at least with what it stands on, in both schemes. */
export const style = `:root{color-scheme:light;${light}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){color-scheme:dark;${dark}}}
@media screen{:root[data-theme="dark"]{color-scheme:dark;${dark}}}
*,*::before,*::after{box-sizing:border-box}
html{scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI","Liberation Sans",Arial,sans-serif;overflow-wrap:break-word}
main,.foot{max-width:78rem;margin:0 auto;padding:0 1.25rem}
main:focus{outline:none}
h1,h2,h3{line-height:1.2;text-wrap:balance;margin:0}
h1{font-size:clamp(1.9rem,5vw,2.9rem);letter-spacing:-.02em;font-weight:700;overflow-wrap:anywhere}
h2{font-size:1.5rem;letter-spacing:-.01em;margin:0 0 1rem}
h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
main>section{margin:3.5rem 0 0;padding-top:1.5rem;border-top:1px solid var(--line)}
p{margin:.5rem 0;max-width:44rem}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
button,select,input{font:inherit;font-size:.9rem;color:inherit;background:var(--card);border:1px solid var(--strong);border-radius:6px;padding:.3rem .65rem;min-height:2.1rem;max-width:100%}
button{cursor:pointer}
button:hover{background:var(--tint)}
[hidden]{display:none!important}
.skip{position:absolute;left:-100rem;top:.5rem;z-index:3;background:var(--card);padding:.5rem 1rem}
.skip:focus{left:.5rem}
.bar{position:sticky;top:0;z-index:2;display:flex;gap:.75rem;align-items:center;justify-content:space-between;padding:.4rem max(1.25rem,calc((100vw - 75.5rem)/2));background:var(--page);border-bottom:1px solid var(--line)}
.bar ul{display:flex;gap:1.1rem;list-style:none;margin:0;padding:.25rem 0;overflow-x:auto;white-space:nowrap;font-size:.9rem;min-width:0}
.bar a{color:var(--soft);text-decoration:none}
.bar a:hover{color:var(--link);text-decoration:underline}
.bar button{flex:none}
.masthead{padding:3rem 0 0}
.kicker{color:var(--soft);font-size:.9rem;margin:0 0 .4rem}
.answer{font-size:1.2rem;line-height:1.5;max-width:50rem;margin:1.1rem 0}
.facts{display:flex;flex-wrap:wrap;gap:.2rem 0;list-style:none;margin:1rem 0 0;padding:0;color:var(--soft);font-size:.9rem}
.facts li:not(:last-child)::after{content:"·";margin:0 .5rem}
.cautions{margin:1.5rem 0 0;padding:.7rem 1rem;border-left:4px solid var(--care);background:var(--care-tint);border-radius:0 6px 6px 0;max-width:50rem}
.cautions ul{margin:0;padding-left:1.1rem}
.scroll{overflow-x:auto;max-width:100%}
.count{color:var(--soft);font-weight:400;font-size:.85em}
.foot{margin-top:4rem;padding-bottom:3rem;color:var(--soft);font-size:.9rem}
pre{overflow-x:auto;background:var(--tint);padding:.8rem 1rem;border-radius:6px;font:.85rem/1.5 ui-monospace,"Liberation Mono",monospace;max-height:32rem}
summary{cursor:pointer}
${styleOfParts}
@media (max-width:40rem){main,.foot{padding:0 1rem}.bar{padding:.4rem 1rem}.masthead{padding-top:1.75rem}.answer{font-size:1.08rem}}
@media print{
:root{--page:#fff}
.bar,.skip,.told,.tools,.filters,.foot .tools,.frames{display:none!important}
body{font-size:10.5pt}
main>section{margin-top:2rem;break-inside:auto}
h2,h3{break-after:avoid}
figure,.finding,.results tbody,dl>div{break-inside:avoid}
.scroll,pre{overflow:visible;max-height:none}
pre{white-space:pre-wrap}
.picture svg{min-width:0!important;width:100%}
.results,.wide,.plain{font-size:7.5pt}
.results button,.results small,.badge{font-size:inherit}
.results .sort::after,.results .open::before{content:none}
.results>tbody>.row>:is(:nth-child(2),:nth-child(3),:nth-child(4)){display:none}
.results>thead>tr>:is(:nth-child(2),:nth-child(3),:nth-child(4)){display:none}
.results tr.row>*{padding:.15rem .3rem;position:static}
.wide th[scope="row"],.wide th,.wide td{min-width:0}
.plain th,.plain td{white-space:normal}
.details .inner{width:auto;position:static}
a{color:inherit;text-decoration:none}
}`;
