namespace Bpf.ReferenceKernels;

/// <summary>The tracepoints of the reference kernels, without those of system calls and of modules that are not loaded (eng/tracepoints.sh).</summary>
internal sealed class TracepointTable
{
    private const string ResourceName = "tracepoints.tsv";
    private static readonly Lazy<TracepointTable> s_reference = new(static () => new TracepointTable(TableResource.ReadLines(ResourceName)));

    private readonly HashSet<string> _targets;
    private readonly Dictionary<string, string> _byName = [];

    private TracepointTable(IEnumerable<string> lines)
    {
        _targets =
        [
            .. lines.Select(static line => line.Split('\t'))
                .SelectMany(static row => row[1].Split(' ').Select(name => $"{row[0]}:{name}")),
        ];
        foreach (string target in _targets)
        {
            _byName[target.Substring(target.IndexOf(':') + 1)] = target;
        }
    }

    /// <summary>The table embedded in this assembly.</summary>
    public static TracepointTable Reference => s_reference.Value;

    /// <summary>Returns whether a kernel has a tracepoint.</summary>
    /// <param name="target">Its category and name, with a colon between them.</param>
    public bool Contains(string target) => _targets.Contains(target);

    /// <summary>Returns up to three tracepoints that may be meant: that with the name in another category, or those with similar names.</summary>
    /// <param name="target">Category and name, with a colon between them.</param>
    /// <param name="limit">Maximum number of edits.</param>
    public IReadOnlyList<string> Near(string target, int limit)
        => _byName.TryGetValue(target.Substring(target.IndexOf(':') + 1), out string? other) ? [other] : NearNames.Of(target, _targets, limit);
}
