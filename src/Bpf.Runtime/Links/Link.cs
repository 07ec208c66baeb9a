using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Links;

namespace Bpf.Runtime;

/// <summary>
/// Attachment of a program. Detaching (or disposing, which is equivalent) returns when the program can no longer run; remaining cleanup in the kernel
/// continues in the background.
/// </summary>
public abstract class Link : IDisposable
{
    private int _isDetached;

    /// <summary>Kind of kernel object that holds the attachment.</summary>
    public abstract LinkKind Kind { get; }

    /// <summary>What the program is attached to, for messages and logs: <c>/usr/lib/libc.so.6:malloc</c>.</summary>
    public abstract string Target { get; }

    /// <summary>
    /// Kind of hook. For user-space probes and events, the kernel object that holds the attachment, such as <c>UprobeMulti</c>; otherwise the hook in
    /// the notation of section names: <c>xdp</c>, <c>tcx/ingress</c>, <c>cgroup/connect4</c>, <c>fentry</c>.
    /// </summary>
    public virtual string Hook => $"{Kind}";

    /// <summary>Requested places that cannot be probed and were skipped; see <see cref="UprobeOptions.SkipUnprobeable"/>.</summary>
    public IReadOnlyList<SkippedPlace> Skipped { get; internal set; } = [];

    /// <summary>
    /// True until the link is detached. It ends by itself when the cgroup, network device, network namespace or map that it is attached to is removed, or
    /// when the kernel ejects a struct_ops; asks the kernel where that can happen.
    /// </summary>
    public bool IsAttached => _isDetached == 0 && IsAlive;

    /// <summary>
    /// Returns the places in user-space files that the link probes, with the functions that begin there; empty for links that are not uprobes. Reads no
    /// file and asks no kernel, so the answer stays the same after detaching: names come from the symbols that attaching has read.
    /// </summary>
    public IReadOnlyList<LinkPlace> GetPlaces()
    {
        List<LinkPlace> places = [];
        foreach (var file in ProbedOffsets.GroupBy(probed => (probed.Path, probed.Symbols), probed => probed.Offset))
        {
            ulong[] offsets = [.. file];
            Dictionary<ulong, string> names = [];
            foreach ((ulong offset, string name) in file.Key.Symbols.SelectMany(symbols => symbols.NamesAt(offsets)))
            {
                names.TryAdd(offset, name);
            }

            places.AddRange(offsets.Select(offset => new LinkPlace(file.Key.Path, offset, names.GetValueOrDefault(offset))));
        }

        return places;
    }

    /// <summary>Detaches the program. A second call does nothing. May be called from any thread.</summary>
    /// <remarks>
    /// A child process between fork and exec holds the link too. With CAP_SYS_ADMIN this is detected and waited for; without it, such a child may
    /// keep the program running until its exec.
    /// </remarks>
    public void Detach()
    {
        if (Interlocked.Exchange(ref _isDetached, 1) == 0)
        {
            Release();
        }
    }

    /// <inheritdoc cref="Detach"/>
    public void Dispose()
    {
        Detach();
        GC.SuppressFinalize(this);
    }

    /// <summary>Formats the attachment method and its target: <c>uprobe_multi /usr/lib/libc.so.6:malloc (1 offset)</c>.</summary>
    public abstract override string ToString();

    /// <summary>The offsets of user-space files that the link probes.</summary>
    internal virtual IEnumerable<ProbedOffset> ProbedOffsets => [];

    /// <summary>What stands for the link in an order, and whether it is the link itself instead of its program; null where there is no order.</summary>
    internal virtual (BpfHandle Handle, bool IsLink)? OrderAnchor => null;

    /// <summary>The program that it runs, if <see cref="Places"/> tells where.</summary>
    internal object? Runs { get; set; }

    /// <summary>Where it runs the program: values that are equal for the same place. Empty where the kernel refuses to run a program twice.</summary>
    internal IReadOnlySet<object> Places { get; set; } = new HashSet<object>();

    /// <summary>Replaces the program; <see cref="Errno.EOPNOTSUPP"/> for links that keep it.</summary>
    /// <param name="program">The new program.</param>
    /// <param name="expected">The program that must be there; null for any.</param>
    internal virtual Errno ReplaceProgram(BpfHandle program, BpfHandle? expected) => Errno.EOPNOTSUPP;

    /// <summary>Whether what the link was attached to is still there.</summary>
    private protected virtual bool IsAlive => true;

    /// <summary>Stops the program and releases the kernel objects; called once.</summary>
    private protected abstract void Release();
}
