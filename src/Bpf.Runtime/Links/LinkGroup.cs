using Bpf.Runtime.Links;

namespace Bpf.Runtime;

/// <summary>Several links that were created together and are detached together, in parallel.</summary>
public sealed class LinkGroup : Link
{
    private readonly Link[] _links;

    private LinkGroup(Link[] links, string target)
    {
        _links = links;
        Target = target;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.Group;

    /// <inheritdoc/>
    public override string Target { get; }

    /// <summary>The links.</summary>
    public IReadOnlyList<Link> Links => _links;

    internal override IEnumerable<ProbedOffset> ProbedOffsets => _links.SelectMany(link => link.ProbedOffsets);

    /// <inheritdoc/>
    public override string ToString()
        => Array.TrueForAll(_links, link => link.Kind == LinkKind.PerfEvent)
            ? $"perf_event {Target} ({_links.Length} probes)"
            : $"group {Target} ({_links.Length} links)";

    /// <summary>Attaches to all targets or none; several links become a group.</summary>
    /// <param name="targets">The targets; at least one.</param>
    /// <param name="attach">Attaches to one target.</param>
    /// <param name="name">Target of the group, for messages; by default those of the links.</param>
    internal static Link AllOrNone<TTarget>(IEnumerable<TTarget> targets, Func<TTarget, Link> attach, string? name = null)
    {
        List<Link> links = [];
        try
        {
            foreach (TTarget target in targets)
            {
                Link link = attach(target);
                if (link is LinkGroup group)
                {
                    links.AddRange(group._links);
                }
                else
                {
                    links.Add(link);
                }
            }
        }
        catch
        {
            if (links.Count > 0)
            {
                LinkTeardown.Detach(links);
            }

            throw;
        }

        return links.Count == 1 ? links[0] : new LinkGroup([.. links], name ?? string.Join(", ", links.Select(link => link.Target).Distinct()));
    }

    private protected override bool IsAlive => Array.Exists(_links, static link => link.IsAttached);

    private protected override void Release() => LinkTeardown.Detach(_links);
}
