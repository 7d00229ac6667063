/** Findings, charts, tables and facts. */
export const styleOfParts = `.findings{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,32rem),1fr));gap:.25rem 2rem;align-items:start}
.finding{padding:.55rem 0 .55rem .9rem;border-left:3px solid var(--line);margin:0 0 .5rem}
.finding p{margin:0;max-width:50rem}
.meta{color:var(--soft);font-size:.875rem;display:flex;flex-wrap:wrap;gap:.1rem .9rem;margin-top:.2rem}
.interval{color:var(--text)}
ul.rows{display:inline-flex;flex-wrap:wrap;gap:.1rem .8rem;list-style:none;margin:0;padding:0}
.more,.inline{margin:.3rem 0}
.inline[open]{flex-basis:100%}
.more>summary,.data>summary,.inline>summary{color:var(--link);font-size:.9rem}
.more>summary{margin:.3rem 0}
.analysis>summary{font-size:1.05rem;font-weight:600}
.badge{display:inline-block;white-space:nowrap;font-size:.8rem;line-height:1.3;padding:.1rem .5rem;border-radius:99px;background:var(--care-tint);color:var(--care)}
.badge.valid{background:var(--good-tint);color:var(--good)}
.badge.failed,.badge.disturbed,.badge.under-driven,.badge.harness-limited{background:var(--bad-tint);color:var(--bad)}
.badge.not-run{background:var(--tint);color:var(--soft)}
.verdicts{margin:0 0 1.5rem;font-size:.9rem}
.verdicts>div{display:grid;grid-template-columns:11rem 1fr;gap:1rem;padding:.3rem 0}
.verdicts dd{margin:0;color:var(--soft);max-width:46rem}
.chart{margin:0 0 3rem}
.chart h3{margin:0 0 .5rem}
.picture{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:.5rem 0;text-align:center}
.picture svg{display:inline-block;vertical-align:top}
.picture svg text{pointer-events:none}
.picture svg .pointed{stroke:var(--text);stroke-width:2;opacity:1}
.told{position:absolute;z-index:4;max-width:22rem;padding:.25rem .6rem;border-radius:6px;background:var(--text);color:var(--page);font-size:.85rem;line-height:1.35;pointer-events:none}
.told:empty{opacity:0}
.chart figcaption{color:var(--soft);font-size:.92rem;max-width:50rem;margin:.5rem 0}
.tools{display:flex;flex-wrap:wrap;gap:.5rem;margin:.5rem 0}
.plain{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums;margin:.5rem 0}
caption{text-align:left;color:var(--soft);font-size:.85rem;padding:.2rem 0 .4rem}
.plain caption{font-weight:600;color:var(--text);white-space:nowrap}
.data .plain caption,.wide caption{font-weight:400;color:var(--soft)}
.plain th,.plain td{text-align:left;vertical-align:top;padding:.2rem .9rem .2rem 0;border-bottom:1px solid var(--line);font-weight:400;white-space:nowrap}
.plain th{color:var(--soft)}
.plain .n,.wide .n,.results .n{text-align:right}
.results{border-collapse:separate;border-spacing:0;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
.results>thead th{font-weight:600;text-align:left;border-bottom:2px solid var(--strong);padding:.15rem .1rem;white-space:nowrap;vertical-align:bottom}
.results .sort{border:0;background:none;font-weight:600;padding:.2rem .4rem;min-height:0}
.results .sort::after{content:"↕";color:var(--soft);margin-left:.3rem;font-weight:400}
.results [aria-sort="ascending"] .sort::after{content:"↑";color:var(--text)}
.results [aria-sort="descending"] .sort::after{content:"↓";color:var(--text)}
.results .row>*{padding:.4rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:baseline;white-space:nowrap}
.results .row>.n{text-align:right}
.results .row>td:last-child{white-space:normal}
.results .row>th,.results>thead th:first-child{position:sticky;left:0;background:var(--page);z-index:1}
.results .row:hover>*{background:var(--tint)}
.results tbody{scroll-margin-top:3rem}
.results tbody:focus,.results tbody:target{outline:2px solid var(--focus);outline-offset:-2px}
.results .open{border:0;background:none;padding:0;min-height:1.6rem;color:var(--link);text-align:left;font-weight:500}
.results .open::before{content:"▸";display:inline-block;width:1rem;color:var(--soft)}
.results .open[aria-expanded="true"]::before{content:"▾"}
.results small{color:var(--soft);font-size:.78rem;display:block;line-height:1.2}
.struck .row td.n{text-decoration:line-through;text-decoration-color:var(--bad)}
.details>td{padding:0;border-bottom:1px solid var(--strong);background:var(--tint)}
.details .inner{position:sticky;left:0;width:min(75.5rem,calc(100vw - 2.6rem));padding:.8rem 1rem 1.2rem;font-size:.9rem}
.reasons{margin:0 0 .5rem;padding-left:1.1rem;font-weight:500}
.blocks{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;align-items:flex-start;overflow-x:auto}
.points{display:block}
.points line{stroke:var(--strong)}
.points circle{fill:var(--link);fill-opacity:.55}
.filters{display:flex;flex-wrap:wrap;gap:.5rem .9rem;align-items:end;margin:0 0 1rem}
.filters label{display:flex;flex-direction:column;font-size:.8rem;color:var(--soft)}
.filters input,.filters select{color:var(--text)}
.filters output{margin-left:auto;color:var(--soft);font-size:.9rem;align-self:center}
.sheets{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:0 3rem}
.sheets h3{margin-top:.5rem}
.sheet{margin:.5rem 0;font-size:.92rem}
.sheet>div{display:grid;grid-template-columns:minmax(8rem,11rem) 1fr;gap:.2rem 1.2rem;padding:.3rem 0;border-bottom:1px solid var(--line)}
.sheet dt{color:var(--soft)}
.sheet dd{margin:0;min-width:0;overflow-wrap:anywhere}
.prose dt{color:var(--text);font-weight:600}
.prose dd{max-width:46rem}
.failure{margin:.4rem 0}
.notes{padding-left:1.1rem}
.wide{border-collapse:collapse;width:100%;font-size:.9rem}
.wide th,.wide td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--line);min-width:8rem}
.wide td.n{white-space:nowrap}
.wide th[scope="row"]{font-weight:500;min-width:16rem}
.frames iframe{width:100%;height:44rem;border:1px solid var(--line);border-radius:8px;background:var(--card)}
@media (max-width:40rem){.picture svg{min-width:40rem}.sheet>div,.verdicts>div{grid-template-columns:1fr;gap:.1rem}.filters output{margin-left:0;flex-basis:100%}.filters label{flex:1 1 8rem}}`;
