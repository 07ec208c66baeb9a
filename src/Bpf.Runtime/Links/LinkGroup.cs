namespace Bpf.Runtime;

/// <summary>Several links that were made together and are detached together, in parallel.</summary>
public sealed class LinkGroup : Link
{
    private readonly Link[] _links;
    private readonly string _target;

    internal LinkGroup(Link[] links, string target)
    {
        _links = links;
        _target = target;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.Group;

    /// <summary>The links.</summary>
    public IReadOnlyList<Link> Links => _links;

    /// <inheritdoc/>
    public override string ToString()
    {
        string way = _links.All(link => link.Kind == LinkKind.PerfEvent) ? "perf_event" : "links";
        return $"{way} {_target} ({_links.Length} {(_links.All(link => link.Kind == LinkKind.PerfEvent) ? "probes" : "links")})";
    }

    private protected override void Release() => LinkTeardown.Detach(_links);
}
