using Bpf.Runtime;
using Bpf.Runtime.Attach;

namespace Bpf.Cli.Attach;

/// <summary>A link, for people and scripts.</summary>
/// <param name="Program">The attached program.</param>
/// <param name="Link">The link in one line.</param>
/// <param name="Mode">By what it is attached: uprobe_multi, uprobe_session, perf_event and so on.</param>
/// <param name="Reason">Why so; null when there was no choice.</param>
/// <param name="Target">What it is attached to.</param>
/// <param name="File">The probed file; null for the kernel.</param>
/// <param name="Places">Where in the file.</param>
internal sealed record LinkReport(string Program, string Link, string Mode, string? Reason, string Target, string? File, IReadOnlyList<ProbedPlace> Places)
{
    public static LinkReport Of(BpfProgram program, Link link)
    {
        AttachDecision? decision = program switch
        {
            UprobeProgram uprobe => uprobe.AttachDecision,
            UsdtProgram usdt => usdt.AttachDecision,
            KprobeProgram kprobe => kprobe.AttachDecision,
            _ => null,
        };
        (string? file, IReadOnlyList<ulong> offsets) = PlacesOf(link);
        return new(program.Name, $"{link}", decision?.Name ?? $"{link.Kind}", decision?.Reason, link.Target, file, Name(file, offsets));
    }

    private static (string? File, IReadOnlyList<ulong> Offsets) PlacesOf(Link link) => link switch
    {
        UprobeMultiLink multi => (multi.Path, multi.Offsets),
        _ => (null, []),
    };

    private static List<ProbedPlace> Name(string? file, IReadOnlyList<ulong> offsets)
    {
        if (file is null)
            return [];

        Dictionary<ulong, string> names = SymbolCache.Of(file).NamesAt(offsets);
        return [.. offsets.Select(offset => new ProbedPlace(offset, names.GetValueOrDefault(offset)))];
    }
}
