using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Files;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Runtime.Attach.Usdt;

namespace Bpf.Cli.Attach;

/// <summary>A link, for people and scripts.</summary>
/// <param name="Program">The attached program.</param>
/// <param name="Link">The link in one line.</param>
/// <param name="Mode">By what it is attached: uprobe_multi, uprobe_session, perf_event, xdp, tcx/ingress, cgroup/connect4 and so on.</param>
/// <param name="Reason">Why so; null when there was no choice.</param>
/// <param name="Target">What it is attached to.</param>
/// <param name="Places">Where in user-space files.</param>
internal sealed record LinkReport(string Program, string Link, string Mode, string? Reason, string Target, IReadOnlyList<ProbedPlace> Places)
{
    public static LinkReport Of(BpfProgram program, Link link)
    {
        AttachDecision? decision = (program as ProbeProgram)?.AttachDecision;
        List<(string File, FileIdentity Identity, ulong Offset)> places = [];
        Collect(link, places);
        return new(program.Name, $"{link}", decision?.Name ?? (link as KernelLink)?.Hook ?? $"{link.Kind}", decision?.Reason, link.Target, Name(places));
    }

    private static void Collect(Link link, List<(string, FileIdentity, ulong)> places)
    {
        switch (link)
        {
            case UprobeMultiLink multi:
                places.AddRange(multi.Offsets.Select(offset => (multi.Path, multi.File, offset)));
                break;
            case PerfEventLink { Path: { } path } single:
                places.Add((path, single.File, single.Offset));
                break;
            case LinkGroup group:
                foreach (Link inner in group.Links)
                {
                    Collect(inner, places);
                }

                break;
            case UsdtLink usdt:
                Collect(usdt.Probes, places);
                break;
        }
    }

    private static List<ProbedPlace> Name(List<(string File, FileIdentity Identity, ulong Offset)> places)
    {
        List<ProbedPlace> named = [];
        foreach (var file in places.GroupBy(place => (place.File, place.Identity), place => place.Offset))
        {
            // Attaching has just read the symbols of the file, wherever its path leads by now; those of an archive are not kept under the file.
            ulong[] offsets = [.. file];
            Dictionary<ulong, string> names = SymbolCache.Known(file.Key.Identity)?.NamesAt(offsets) ?? [];
            named.AddRange(offsets.Select(offset => new ProbedPlace(file.Key.File, offset, names.GetValueOrDefault(offset))));
        }

        return named;
    }
}
