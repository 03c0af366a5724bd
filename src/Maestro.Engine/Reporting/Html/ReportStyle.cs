namespace Maestro.Engine.Reporting.Html;

/// <summary>The style sheet of a report, light and dark.</summary>
internal static class ReportStyle
{
    public const string Text = """

        :root{color-scheme:light dark;--page:#f6f8fa;--paper:#fff;--line:#d0d7de;--text:#1f2328;--soft:#59636e;--good:#1a7f37;--bad:#cf222e;--odd:#9a6700;
        --wait:#a8b1bb;--turn:#9a6700;--pull:#8250df;--network:#57606a;--create:#54a0e0;--start:#0b5cad;--check:#2da44e;--check2:#0f5323;--stop:#d4720f;--kill:#953800;--remove:#8a7550;--badge:#fff}
        @media (prefers-color-scheme:dark){:root{--page:#0d1117;--paper:#161b22;--line:#30363d;--text:#e6edf3;--soft:#9198a1;--good:#3fb950;--bad:#ff7b72;--odd:#e3b341;
        --wait:#545d68;--turn:#bb8009;--pull:#b392f0;--network:#8b949e;--create:#79c0ff;--start:#2f7be0;--check:#3fb950;--check2:#7ee787;--stop:#f0883e;--kill:#db6d28;--remove:#b59f78;--badge:#0d1117}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--text);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        main{max-width:1280px;margin:0 auto;padding:16px}
        header,section{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:16px 20px;margin:0 0 16px}
        header{border-top:5px solid var(--tone)}
        .good{--tone:var(--good)}.bad{--tone:var(--bad)}.odd{--tone:var(--odd)}
        h1{font-size:22px;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:16px;margin:0 0 10px}h3{font-size:14px;margin:0 0 4px}
        .badge{background:var(--tone);color:var(--badge);font-size:13px;font-weight:600;border-radius:999px;padding:2px 10px;vertical-align:middle;white-space:nowrap}
        .verdict{font-size:16px;margin:0 0 12px;overflow-wrap:anywhere}
        dl{display:flex;flex-wrap:wrap;gap:6px 28px;margin:0}dt{color:var(--soft);font-size:12px}dd{margin:0;overflow-wrap:anywhere}
        code,pre{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
        article{border-left:4px solid var(--odd);padding:2px 0 2px 12px;margin:0 0 14px}article.error{border-color:var(--bad)}article:last-child{margin-bottom:0}
        .place{color:var(--soft);font-weight:400;font-size:13px}
        a{color:inherit}
        .chain{display:flex;gap:2px;list-style:none;margin:0;padding:0}
        .chain li{flex:1 1 0;min-width:4px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;background:color-mix(in srgb,var(--start) 22%,var(--paper));border-top:4px solid var(--start);padding:3px 6px}
        .chain .turn{background:none;border-top:4px dotted var(--turn);padding:0}.chain span{color:var(--soft)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;margin:0 0 8px;padding:0;color:var(--soft);font-size:12.5px}
        .legend i{display:inline-block;width:14px;height:10px;border-radius:2px;margin-right:5px}
        .legend i.before{background:color-mix(in srgb,var(--wait) 30%,transparent)}.legend i.wait,.legend i.turn{height:0;border-radius:0;border-top:2px solid var(--wait);background:none;vertical-align:middle}.legend i.turn{border-top:2px dotted var(--turn)}
        .mark{color:var(--text);margin-right:4px}
        .timeline{--name:13rem;--out:13rem;position:relative;padding-top:22px}
        .grid{position:absolute;top:0;bottom:0;left:calc(var(--name) + 10px);right:calc(var(--out) + 10px);pointer-events:none}
        .grid i{position:absolute;top:0;bottom:0;border-left:1px solid var(--line);font-style:normal}
        .grid .before{border:0;top:20px;background:color-mix(in srgb,var(--wait) 20%,transparent)}
        .grid span{font-size:11px;color:var(--soft);padding-left:4px;white-space:nowrap}
        .row{display:grid;grid-template-columns:var(--name) minmax(0,1fr) var(--out);gap:10px;align-items:center;min-height:22px;position:relative}
        .row:hover{background:color-mix(in srgb,var(--wait) 16%,transparent)}
        .name,.out{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-size:13px}.out{color:var(--soft);font-size:12.5px}
        .out.bad,.out.odd,tr.bad .outcome,tr.odd .outcome{color:var(--tone);font-weight:600}
        .group{min-height:36px;border-top:1px solid var(--line);margin-top:4px}.group .name{font-weight:600}.group small{color:var(--soft);font-weight:400}
        .bar{display:block;width:100%;height:16px}.many{display:block;width:100%;height:28px}
        .timeline details{margin:0 0 4px}.timeline summary{color:var(--soft);font-size:12.5px}.timeline .more{margin:4px 0}
        svg .wait{stroke:var(--wait);stroke-width:2;vector-effect:non-scaling-stroke;fill:none}
        svg .turn{stroke:var(--turn);stroke-width:2;stroke-dasharray:2 3;vector-effect:non-scaling-stroke;fill:none}
        .pull{fill:var(--pull);background:var(--pull)}.network{fill:var(--network);background:var(--network)}.create{fill:var(--create);background:var(--create)}
        .start{fill:var(--start);background:var(--start)}.check{fill:var(--check);background:var(--check)}.check2{fill:var(--check2);background:var(--check2)}
        .stop{fill:var(--stop);background:var(--stop)}.kill{fill:var(--kill);background:var(--kill)}.remove{fill:var(--remove);background:var(--remove)}
        .failed{fill:var(--bad);background:var(--bad)}
        svg .area{stroke:none}svg .wait.area{fill:var(--wait);opacity:.45}svg .turn.area{fill:var(--turn);opacity:.45}
        summary{cursor:pointer}summary h2{display:inline;margin:0}summary small,.more,footer{color:var(--soft)}
        .wide{overflow-x:auto;margin-top:10px}
        table{border-collapse:collapse;width:100%;font-size:13px}th{text-align:left;color:var(--soft);font-weight:600;font-size:12px}
        th,td{padding:4px 10px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}td.number,th.number{text-align:right;white-space:nowrap;padding-right:18px}
        .log{background:var(--page);border:1px solid var(--line);border-radius:6px;padding:8px 10px;margin:8px 0 14px;max-height:32rem;overflow:auto}
        .time{color:var(--soft)}.stderr{color:var(--bad)}
        footer{font-size:12.5px;padding:0 4px}
        @media (max-width:800px){.timeline{--name:7rem;--out:6rem}main{padding:8px}header,section{padding:12px}}
        @media print{body{background:none}header,section{break-inside:avoid-page}}

        """;
}
