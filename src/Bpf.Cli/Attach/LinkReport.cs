using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>Output form of a link.</summary>
/// <param name="Program">The attached program.</param>
/// <param name="Link">The link on one line.</param>
/// <param name="Mode">How it is attached: uprobe_multi, uprobe_session, perf_event, xdp, tcx/ingress, cgroup/connect4 and so on.</param>
/// <param name="Reason">Why; null when there was no choice.</param>
/// <param name="Target">What it is attached to.</param>
/// <param name="Places">Probed places in user-space files.</param>
internal sealed record LinkReport(string Program, string Link, string Mode, string? Reason, string Target, IReadOnlyList<LinkPlace> Places)
{
    public static LinkReport Of(BpfProgram program, Link link)
    {
        AttachDecision? decision = program.AttachDecision;
        return new(program.Name, $"{link}", decision?.Name ?? link.Hook, decision?.Reason, link.Target, link.GetPlaces());
    }
}
