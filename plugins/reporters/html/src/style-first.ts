/** What is seen first: the strip, the answer, the matrix, why, and the cards. */
export const styleOfFirst = `h1{font-size:clamp(1.5rem,3vw,2rem)}
main>section{margin-top:3rem}
.masthead{padding:1rem 0 0}
.kicker{font-size:.85rem;margin:0 0 .15rem;max-width:none}
.cautions{margin:.6rem 0 0;padding:.3rem .8rem;max-width:none;font-size:.9rem}
.cautions{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline}
.cautions p{margin:0;max-width:none}
.cautions .more>summary{margin:0}
.cautions .more{margin:0}
.strip{display:flex;flex-wrap:wrap;gap:.35rem .4rem;align-items:center;margin:.5rem 0 0}
.strip .command{margin-left:.4rem}
.status{display:contents;list-style:none}
.status li{font-size:.85rem;line-height:1.4;padding:.1rem .6rem;border:1px solid var(--line);border-radius:99px;background:var(--card);color:var(--soft)}
.status a{color:inherit;text-decoration:none}
.status a:hover{text-decoration:underline}
.status .good{color:var(--good);background:var(--good-tint);border-color:transparent}
.status .care{color:var(--care);background:var(--care-tint);border-color:transparent}
.status .bad{color:var(--bad);background:var(--bad-tint);border-color:transparent;font-weight:600}
.command{display:flex;gap:.5rem;align-items:center;max-width:100%;min-width:0}
.command code{font:.82rem/1.4 ui-monospace,"Liberation Mono",monospace;background:var(--tint);padding:.2rem .55rem;border-radius:6px;overflow-x:auto;white-space:nowrap;min-width:0}
button.copy{font-size:.78rem;padding:.05rem .5rem;min-height:1.5rem;color:var(--soft);border-color:var(--line);flex:none}
.name{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline}
.axes{color:var(--soft);margin:0;font-size:1rem;max-width:none}
.checks{margin:.5rem 0 0;display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline}
.demands{flex:1 1 30rem}
.demands{list-style:none;margin:0;padding:0;font-size:.95rem}
.demands>li{padding:.25rem .8rem;border-left:4px solid var(--line);margin:.25rem 0}
.demands>li{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline}
.demands p{margin:0;max-width:none}
.demands .more,.checks>.more{margin:0}
.demands .more>summary,.checks>.more>summary{margin:0}
.demands .bad{border-color:var(--bad);background:var(--bad-tint)}
.demands .care{border-color:var(--care);background:var(--care-tint)}
.demands .good{border-color:var(--good)}
.first{margin-top:.8rem;display:grid;grid-template-columns:minmax(0,11fr) minmax(0,10fr);grid-template-rows:auto auto 1fr;gap:.7rem 2rem}
.lead{grid-column:1/-1;border-bottom:1px solid var(--line);padding-bottom:.7rem}
.pair{display:contents}
.who,.decided{grid-column:1}
.why{grid-column:2;grid-row:2/span 2}
.first h2{font-size:1rem;margin:0}
.heading{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center;justify-content:space-between}
.switch{display:inline-flex;border:1px solid var(--strong);border-radius:8px;padding:0;margin:0;overflow:hidden;background:var(--card)}
.switch label{position:relative;cursor:pointer}
.switch input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer;min-height:0}
.switch span{display:block;padding:.2rem .8rem;font-size:.88rem}
.switch label+label span{border-left:1px solid var(--line)}
.switch input:checked+span{background:var(--text);color:var(--page);font-weight:600}
.switch input:focus-visible+span{outline:2px solid var(--focus);outline-offset:-3px}
.lead .answer,.lead .answer .finding>p{font-size:1.18rem;line-height:1.4;max-width:none}
.lead .answer{margin:.5rem 0 .2rem;display:block}
.lead .answer .finding{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline;border-left-color:var(--text);padding:.1rem 0 .1rem .8rem;margin:0 0 .35rem}
.lead .beside p{max-width:none}
.lead .beside{margin:.2rem 0 0;display:block}
.lead .meta{margin:0}
.lead .inline{margin:0}
.lead .beside .finding{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline;margin:0;padding:.1rem 0 .1rem .8rem}
abbr{text-decoration:none;font-weight:700}
.sure{color:var(--soft);font-size:.9rem;margin:.2rem 0 0;max-width:none}
.matrix{border-collapse:separate;border-spacing:3px;width:100%;table-layout:fixed;font-size:.85rem;font-variant-numeric:tabular-nums}
.matrix caption{padding:0 0 .1rem 4px}
.matrix th{font-weight:500;color:var(--soft);text-align:left;padding:.1rem .3rem;white-space:nowrap;width:auto}
.matrix thead td,.matrix tbody th{width:5.6rem}
.matrix td{padding:0;height:2.6rem}
.matrix thead td{height:auto}
.matrix button{display:block;width:100%;height:100%;min-height:2.5rem;border:1px solid var(--line);border-left:5px solid var(--c,var(--line));border-radius:6px;background:var(--t,var(--card));padding:.1rem .35rem;text-align:left;line-height:1.2;overflow:hidden;font-size:.85rem}
.matrix b{font-weight:650;display:inline-block;max-width:100%;overflow:hidden;text-overflow:ellipsis;vertical-align:bottom}
.matrix i{font-style:normal;font-weight:600;margin-left:.2rem;white-space:nowrap}
.matrix small{display:block;font-size:.78rem;color:var(--text);opacity:1}
.matrix .equal button{background:var(--card);border-left-style:double;border-left-color:var(--strong)}
.matrix .unknown button{background:var(--card);border:1px dotted var(--strong);border-left:5px dotted var(--strong)}
.matrix .order-only button{background:var(--card);border-style:dashed;border-left:5px dashed var(--c)}
.matrix .nothing button,.swatch.nothing{background:repeating-linear-gradient(135deg,var(--card) 0 6px,var(--tint) 6px 12px)}
.matrix button:hover{border-color:var(--strong)}
.matrix button[aria-pressed="true"]{outline:2px solid var(--text);outline-offset:1px}
.matrix button:focus-visible{outline:3px solid var(--focus);outline-offset:1px}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;list-style:none;margin:.35rem 0 0;padding:0;font-size:.8rem;color:var(--soft)}
.swatch{display:inline-block;min-width:1.1em;height:1.1em;line-height:1.1em;border-radius:3px;vertical-align:-.15em;text-align:center;font-weight:700;color:var(--text)}
.swatch.leader{background:var(--k1-tint);border-left:4px solid var(--k1)}
.layers{font-size:.85rem;color:var(--soft)}
.contenders{border-collapse:collapse;width:100%;font-size:.88rem;font-variant-numeric:tabular-nums}
.contenders thead th{font-weight:500;color:var(--soft);padding:0 0 .1rem .8rem;font-size:.8rem}
.contenders th[scope="row"]{text-align:left;font-weight:600;overflow-wrap:anywhere}
.contenders .n{text-align:right;padding-left:.8rem;white-space:nowrap}
.contenders .struck .n{text-decoration:line-through;text-decoration-color:var(--bad)}
.contenders .bar-line td{padding:0 0 .3rem}
.contenders small{color:var(--soft);font-size:.78rem}
.dot{display:inline-block;width:.7rem;height:.7rem;border-radius:2px;background:var(--c);margin-right:.25rem}
.cost{display:flex;height:1.05rem;margin:.1rem 0;background:var(--tint);border-radius:3px;overflow:hidden}
.cost i{display:block;min-width:1px;height:100%;border-right:1px solid var(--card)}
.waiting{background:repeating-linear-gradient(135deg,transparent 0 3px,var(--strong) 3px 4px)}
.why .finding{margin:.4rem 0 0}
.why .meta{display:block;max-width:none}
.cards{display:grid;gap:.5rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.35rem .8rem}
.card h3{font-size:.85rem;margin:0;color:var(--soft);font-weight:600}
.card .findings{display:block}
.card .finding{border:0;padding:0;margin:0;font-size:.88rem;line-height:1.4}
.card .meta{margin:0;font-size:.82rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:64rem){.first{grid-template-columns:minmax(0,1fr)}.who,.why,.decided{grid-column:1;grid-row:auto}}
@media (max-width:40rem){.strip .command{margin-left:0}.matrix{min-width:20rem}.matrix thead td,.matrix tbody th{width:4.2rem}.matrix th{white-space:normal}.matrix button{padding:.2rem .3rem;border-left-width:4px}.lead .answer,.lead .answer .finding>p{font-size:1.06rem}
.results .aside,.results .word{display:none}
.results .row>*{padding:.4rem .35rem}}
@media print{
.copy,.switch,.layers{display:none!important}
.first,.pair,.cards{display:block}
.card{margin:.5rem 0;break-inside:avoid}
.results .aside{display:none}
.cost,.cost i,.swatch,.matrix button,.status li{print-color-adjust:exact}
}`;
