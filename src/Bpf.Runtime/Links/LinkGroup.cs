namespace Bpf.Runtime;

/// <summary>Several links that were made together and are detached together, in parallel.</summary>
public sealed class LinkGroup : Link
{
    private readonly Link[] _links;

    internal LinkGroup(Link[] links, string target)
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

    /// <inheritdoc/>
    public override string ToString()
        => Array.TrueForAll(_links, link => link.Kind == LinkKind.PerfEvent)
            ? $"perf_event {Target} ({_links.Length} probes)"
            : $"group {Target} ({_links.Length} links)";

    private protected override void Release() => LinkTeardown.Detach(_links);
}
