/** Colours of categories are variables, so that both schemes have their own. */
export const viewerStyle = `
:root { color-scheme: light dark; --page: #fff; --text: #1b1f24; --faint: #59636e; --line: #d1d9e0; --focus: #0550ae;
  --protocol: #f2a65a; --serialisation: #e8c547; --gc: #d96c75; --compilation: #c3d264; --allocation: #e79aa5; --copying: #c58af9;
  --event-loop: #8fc97c; --synchronisation: #f28fd0; --kernel-network: #6cb4ee; --kernel-other: #a3bfdb;
  --idle: #d8dee4; --harness: #7fd1c7; --other: #c4b7a6; --frame-text: #14171a; --grey: #e3e6ea; }
@media (prefers-color-scheme: dark) { :root { --page: #14171c; --text: #e6e9ed; --faint: #9aa4b0; --line: #343b44; --focus: #79b8ff;
  --protocol: #c07a32; --serialisation: #ac8d1f; --gc: #b04a54; --compilation: #7f8c2c; --allocation: #a9606b; --copying: #8b5cc4;
  --event-loop: #568f45; --synchronisation: #b25795; --kernel-network: #357fba; --kernel-other: #5b7896;
  --idle: #4a525c; --harness: #3c938a; --other: #85786a; --frame-text: #fff; --grey: #3a4149; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 12px 16px 40px; background: var(--page); color: var(--text); font: 14px/1.4 system-ui, sans-serif; }
h1 { font-size: 18px; margin: 0 0 8px; }
form { display: flex; gap: 10px; align-items: center; flex-wrap: wrap; margin-bottom: 6px; }
input, button { font: inherit; padding: 3px 8px; }
input { width: 260px; }
#notes { list-style: none; margin: 0; padding: 0; color: var(--faint); font-size: 12px; }
#legend { display: flex; flex-wrap: wrap; gap: 4px 8px; list-style: none; margin: 8px 0; padding: 0; font-size: 12px; }
#legend button { border: 1px solid var(--line); border-radius: 3px; background: none; color: inherit; cursor: pointer; padding: 1px 6px; }
#legend button[aria-pressed="true"] { outline: 2px solid var(--focus); }
#legend i { display: inline-block; width: 10px; height: 10px; margin-right: 5px; border-radius: 2px; }
#graph { position: relative; }
#graph div { position: absolute; height: 18px; line-height: 17px; padding: 0 3px; overflow: hidden; white-space: nowrap;
  font-size: 12px; color: var(--frame-text); border: solid var(--page); border-width: 0 1px 1px 0; cursor: pointer; }
#graph div:focus { outline: 2px solid var(--focus); outline-offset: -2px; z-index: 1; }
#graph div:hover { filter: brightness(1.12); }
#graph div.dim { opacity: .28; }
#graph div.above { opacity: .6; }
#status { position: fixed; inset: auto 0 0 0; padding: 6px 16px; background: var(--page); border-top: 1px solid var(--line);
  font-size: 12.5px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
details { margin-top: 16px; font-size: 12px; color: var(--faint); }
#unmatched { overflow-wrap: anywhere; }
`;
