using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>A link, for people and scripts.</summary>
/// <param name="Program">The attached program.</param>
/// <param name="Link">The link in one line.</param>
/// <param name="Mode">By what it is attached: uprobe_multi, uprobe_session, perf_event, xdp, tcx/ingress, cgroup/connect4 and so on.</param>
/// <param name="Reason">Why so; null when there was no choice.</param>
/// <param name="Target">What it is attached to.</param>
/// <param name="Places">Where in user-space files.</param>
internal sealed record LinkReport(string Program, string Link, string Mode, string? Reason, string Target, IReadOnlyList<LinkPlace> Places)
{
    public static LinkReport Of(BpfProgram program, Link link)
    {
        AttachDecision? decision = (program as ProbeProgram)?.AttachDecision;
        return new(program.Name, $"{link}", decision?.Name ?? link.Hook, decision?.Reason, link.Target, link.GetPlaces());
    }
}
