"""The few lines of style that the framework's theme can't say."""

STYLE = """<style>
.wn-measure{font-size:0.95rem;line-height:1.3;margin-bottom:2px}
.wn-strip{font-size:0.8rem;line-height:1.3;margin-bottom:3px}
.wn-strip img{width:100%;height:26px;display:block;margin-bottom:3px}
[data-testid="stMainBlockContainer"]{padding:4.2rem 2.2rem 2rem}
@media (max-width:640px){[data-testid="stMainBlockContainer"]{padding:4.2rem 1rem 2rem}}
[data-testid="stMain"] h1{padding:0 0 0.2rem}
.wn-figures{display:flex;flex-wrap:wrap;gap:0.5rem}
.wn-figures>*{flex:1 1 150px}
.wn-banner{background:#FFE28A;color:#1F1A00;padding:0.3rem 0.8rem;border-radius:5px;font-size:0.95rem}
.st-key-page-head h1{font-size:1.9rem}
.st-key-page-head>[data-testid="stLayoutWrapper"]{flex:0 1 300px}
.st-key-page-head>[data-testid="stElementContainer"]:has([data-testid="stHeading"]){flex:1 1 22rem}
.wn-quote{border-left:5px solid #1F9EB7;padding:0.15rem 0 0.15rem 0.9rem}
.wn-quote{font-size:1.2rem;line-height:1.4;max-width:62rem}
.wn-figure{border:1px solid rgba(120,135,150,0.45);border-radius:5px;padding:0.45rem 0.8rem}
.wn-figure{line-height:1.25}
.wn-figure span,.wn-figure small{display:block;font-size:0.85rem}
.wn-figure b{font-size:1.7rem;font-weight:600}
[class*="st-key-answer"] [data-testid="stColumn"]{min-width:min(100%,22rem)}
.st-key-answer-map [data-testid="stColumn"]:has([data-testid="stDeckGlJsonChart"]){min-width:min(100%,38rem)}
[class*="st-key-answer"] [data-testid="stHorizontalBlock"]{flex-wrap:wrap}
[class*="st-key-chart-"]{gap:0}
[data-testid="stHtml"]{overflow-wrap:anywhere}
.wn-chart{overflow-x:clip}
.wn-chart>b{display:block;font-size:1rem;line-height:1.3}
.wn-chart>small{display:block;font-size:0.8rem;line-height:1.45;margin:0.15rem 0}
.wn-level{display:grid;grid-template-columns:minmax(4rem,auto) 1fr auto;gap:5px 8px;align-items:center}
.wn-level{margin:0.5rem 0 0.2rem;font-size:0.85rem}
.wn-level span{line-height:1.15;min-height:1.1rem;text-align:right}
.wn-level i{display:block;height:1.05rem;min-width:1px}
.wn-level em{font-style:normal;white-space:nowrap}
.wn-chart i,.wn-chart b,.wn-key i{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.wn-chart i,.wn-chart b,.wn-key i{forced-color-adjust:none}
.wn-plot{position:relative;margin:0.9rem 0.9rem var(--below) min(var(--label),42vw);font-size:0.8rem;line-height:1.25}
.wn-plot u{position:absolute;left:0;right:0;border-top:1px solid rgba(120,130,140,0.3)}
.wn-plot u.wn-grid{top:0;bottom:0;border:0;border-left:1px solid rgba(120,130,140,0.2)}
.wn-plot s{position:absolute;top:100%;transform:translateX(-50%);text-decoration:none;padding-top:2px}
.wn-plot s{text-align:center;white-space:nowrap}
.wn-plot u s{top:0;right:100%;transform:translateY(-50%);padding:0 0.4em 0 0}
.wn-plot u s{box-sizing:border-box;max-width:min(var(--label),42vw);overflow:hidden;text-overflow:ellipsis}
.wn-plot img{position:absolute;left:0;top:0;width:100%;height:100%}
.wn-plot>b{position:absolute;box-sizing:border-box;pointer-events:none}
.wn-plot em{position:absolute;width:max-content;font-style:normal;white-space:nowrap;pointer-events:none}
.wn-plot i,.wn-keys i{box-sizing:border-box;width:var(--s);height:var(--s);background:var(--c)}
.wn-plot i{position:absolute;transform:translate(-50%,50%)}
.wn-plot i.wn-bar{bottom:0;transform:none;border:1px solid #64748B;min-height:1px}
.wn-plot .wn-dot,.wn-keys .wn-dot{border-radius:50%;border:var(--w,0) solid var(--l)}
.wn-plot .wn-open,.wn-keys .wn-open{background:none;border:var(--w,2px) solid var(--c)}
.wn-plot .wn-turned{transform:translate(-50%,50%) rotate(45deg) scale(0.8)}
.wn-keys .wn-turned{transform:rotate(45deg) scale(0.8)}
.wn-tall{clip-path:polygon(50% 0,90% 50%,50% 100%,10% 50%)}
.wn-plot .wn-tall,.wn-keys .wn-tall{height:calc(1.6*var(--s))}
.wn-up{clip-path:polygon(50% 0,100% 100%,0 100%)}
.wn-down{clip-path:polygon(50% 100%,100% 0,0 0)}
.wn-plot .wn-cross,.wn-keys .wn-cross{--b:transparent 42%,var(--c) 42% 58%,transparent 58%}
.wn-plot .wn-cross,.wn-keys .wn-cross{background:linear-gradient(45deg,var(--b)),linear-gradient(-45deg,var(--b))}
.wn-plot .wn-upright,.wn-keys .wn-upright{width:var(--w,2px);height:calc(1.3*var(--s))}
.wn-keys{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:0.8rem;margin:0.2rem 0}
.wn-keys span{display:inline-flex;align-items:center;gap:6px}
.wn-keys .wn-stroke{width:22px;height:0;background:none}
.wn-keys .wn-bar{border:1px solid #64748B}
.wn-table{max-height:430px;overflow:auto;border:1px solid rgba(120,135,150,0.45);border-radius:5px;font-size:0.85rem}
.wn-table:focus-visible{outline:3px solid;outline-offset:2px}
.wn-table table{border-collapse:separate;border-spacing:0;width:100%;margin:0}
.wn-table th,.wn-table td{padding:0.4rem 0.6rem;text-align:left;vertical-align:top;border:0;font-weight:400}
.wn-table th,.wn-table td{border-bottom:1px solid rgba(120,135,150,0.25);overflow-wrap:normal;min-width:4rem}
.wn-table .wn-short{white-space:nowrap}
.wn-table .wn-long{min-width:13rem}
.wn-table .wn-longest{min-width:min(34rem,75vw)}
.wn-table a{color:light-dark(#135480,#8CCBE6)}
@media (max-width:640px){.wn-table th.wn-short{white-space:normal}}
.wn-table .wn-number{text-align:right}
.wn-table th{position:sticky;left:0;background:light-dark(#FFFFFF,#0E1822)}
.wn-table thead th{top:0;left:auto;z-index:1;background:light-dark(#F1F5F8,#182634);font-weight:600}
.wn-table thead th:first-child{left:0;z-index:2}
.wn-line{line-height:1.5}
.wn-strong{font-weight:600}
.wn-list{margin:0.2rem 0 0.4rem;line-height:1.5}
.stHtml .wn-list{padding-left:1.5rem}
.wn-list li{margin:0 0 0.25rem}
.wn-about p{margin:0 0 0.6rem;line-height:1.5}
.wn-step{display:grid;grid-template-columns:5fr 6fr;gap:0 2rem;border-radius:5px}
.wn-step{border:1px solid rgba(120,135,150,0.45);padding:0.8rem 1rem;margin-bottom:0.8rem;line-height:1.5}
@media (max-width:640px){.wn-step{grid-template-columns:1fr;gap:0.5rem}}
.wn-note{font-size:0.875rem;line-height:1.4;opacity:0.82}
.wn-card{border:1px solid rgba(120,135,150,0.45);border-radius:8px;padding:0.9rem 1rem;line-height:1.55}
.wn-card h2{font-size:1rem;font-weight:600;padding:0;margin:0 0 0.6rem}
.wn-card p{margin:0 0 0.6rem}
.wn-card ul{margin:0 0 0.6rem}
[data-testid="stButtonGroup"]>div{flex-wrap:wrap}
[class*="st-key-measure-head-"]{flex-wrap:nowrap}
[class*="st-key-measure-head-"] button [data-testid="stMarkdownContainer"]{position:absolute;width:1px;height:1px}
[class*="st-key-measure-head-"] button [data-testid="stMarkdownContainer"]{overflow:hidden;clip-path:inset(50%)}
[class*="st-key-measure-sliders-"]{flex-wrap:nowrap}
[class*="st-key-measure-sliders-"]>:first-child{flex:3 1 0}
[class*="st-key-measure-sliders-"]>:last-child{flex:2 1 0}
[data-testid="stSidebarHeader"]{height:2rem}
[data-testid="stSliderTickBar"]{display:none}
.stMarkdown [data-testid="stCaptionContainer"]{opacity:0.82}
[data-testid="stSidebarUserContent"] [data-testid="stVerticalBlock"]{gap:0.45rem}
.wn-badge{font-size:0.72rem;border:1px solid currentColor;border-radius:999px;padding:0 7px;white-space:nowrap}
.wn-legend{padding-right:3rem;display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;font-size:0.9rem}
.wn-key{display:inline-flex;align-items:center;gap:6px;white-space:nowrap}
.wn-key i{display:inline-block;width:22px;height:16px;border:1px solid #64748B;border-radius:2px;box-sizing:border-box}
.wn-key i.wn-hatched{background-image:repeating-linear-gradient(45deg,#6B7280 0 1px,transparent 1px 5px)}
.st-key-map,[data-testid="stDeckGlJsonChart"]{background:#F3F4F6;border-radius:6px}
[data-testid="stDeckGlJsonChart"]:has(.deck-events-root:focus-visible){outline:3px solid;outline-offset:2px}
.wn-print{display:none}
@media print{
  .wn-print{display:block;font-size:0.8rem}
  .wn-print th,.wn-print td{text-align:left;padding:1px 8px;border-bottom:1px solid #C4D0DA;vertical-align:top}
  .wn-print tbody td{white-space:pre;unicode-bidi:plaintext;line-height:1.5rem;border:0}
  .wn-print tbody td{background:repeating-linear-gradient(transparent 0 1.45rem,#C4D0DA 1.45rem 1.5rem)}
  [data-testid="stButtonGroup"],[data-testid="stPopover"],.st-key-table,.st-key-undo-move,
  [class*="st-key-chart-"] [data-testid="stExpander"],
  .st-key-page-head [data-testid="stSelectbox"],[data-testid="stSidebar"],[data-testid="stHeader"],
  [data-testid="stToolbar"],.stDownloadButton{display:none!important}
  [data-testid="stPlotlyChart"],.st-key-map,.wn-card,.wn-chart{break-inside:avoid}
  [data-testid="stMain"],[data-testid="stAppViewContainer"]{overflow:visible!important;position:static!important}
}
</style>"""
