"""The style sheet of the HTML report: one column, ruled tables, two signal colours."""

STYLE = """
:root{--ink:#1d1d1b;--soft:#63635f;--rule:#d9d6cc;--ground:#fbfaf6;
--error:#b3261e;--warning:#9a6700;--note:#46606b;--passed:#2c6e49}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:3rem 1.5rem;background:var(--ground);
color:var(--ink);font:16px/1.5 "Source Sans 3","Helvetica Neue",Arial,sans-serif}
header{border-bottom:3px solid var(--ink);margin-bottom:2rem}
h1{font-size:2.6rem;line-height:1;margin:0;letter-spacing:-.01em}
header p{margin:.5rem 0 1rem;color:var(--soft)}
h2{font-size:1.5rem;line-height:1.2;margin:0;overflow-wrap:anywhere}
h3{font-size:1.05rem;margin:0 0 .25rem}
h3 span{display:inline-block;min-width:5.4rem;color:var(--c);font-size:.75rem;
letter-spacing:.08em;text-transform:uppercase}
section{margin-top:3.5rem;border-top:1px solid var(--ink);padding-top:1rem}
.verdict{font-weight:600;margin:.25rem 0 0;color:var(--passed)}
.refused .verdict{color:var(--error)}
.path{margin:0 0 1.5rem;color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}
article{margin:0 0 2rem;padding-left:1rem;border-left:4px solid var(--c);
break-inside:avoid-page}
article.error{--c:var(--error)}article.warning{--c:var(--warning)}
article.note{--c:var(--note)}
.why,.do{margin:0;max-width:46rem}
.why{color:var(--soft)}
.do{margin-bottom:.6rem}
.do::before{content:"→ ";color:var(--c)}
table{width:100%;border-collapse:collapse;font-size:.875rem;line-height:1.35;
font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:600;color:var(--soft);font-size:.75rem}
th,td{padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--rule);
vertical-align:top}
article td:first-child,article th:first-child{width:3.2rem}
article td:nth-child(3),article td:nth-child(4){width:17%}
article td:last-child,article th:last-child{width:11rem;padding-right:0;
white-space:nowrap}
.overview td:nth-child(n+3),.overview th:nth-child(n+3){text-align:right;width:5.5rem}
.overview td.error{color:var(--error);font-weight:700}
.overview td.warning{color:var(--warning);font-weight:700}
.overview td.none{color:var(--soft)}
a{color:inherit}
footer{margin-top:4rem;padding-top:.75rem;border-top:1px solid var(--rule);
color:var(--soft);font-size:.85rem}
@media screen and (max-width:40rem){article td:last-child,
article th:last-child{display:none}}
@media print{body{max-width:none;padding:0;background:#fff;font-size:10pt}
section{break-before:page}}
@page{size:A4;margin:16mm}
"""
