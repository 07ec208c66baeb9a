using Bpf.Runtime.Files;
using Bpf.Runtime.Links;

namespace Bpf.Runtime;

/// <summary>A program on one perf event.</summary>
public sealed class PerfEventLink : Link
{
    private readonly BpfHandle _event;
    private readonly BpfHandle? _link;
    private readonly Action? _afterClose;

    internal PerfEventLink(BpfHandle perfEvent, BpfHandle? link, string target, Action? afterClose = null)
    {
        _event = perfEvent;
        _link = link;
        Target = target;
        _afterClose = afterClose;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.PerfEvent;

    /// <inheritdoc/>
    public override string Target { get; }

    /// <summary>For a uprobe the probed file; null for other events.</summary>
    public string? Path { get; internal init; }

    /// <summary>For a uprobe which file that is.</summary>
    internal FileIdentity File { get; init; }

    /// <summary>For a uprobe the probed offset in the file.</summary>
    public ulong Offset { get; internal init; }

    internal override IEnumerable<ProbedOffset> ProbedOffsets => Path is null ? [] : [new ProbedOffset(Path, File, Offset)];

    /// <inheritdoc/>
    public override string ToString() => $"perf_event {Target}";

    private protected override void Release()
    {
        if (_link is null || _afterClose is not null)
        {
            // The event itself holds the program, or must be gone before its tracefs definition can be removed.
            if (_link is not null)
            {
                LinkClosing.Close(_link);
            }

            _event.Dispose();
            _afterClose?.Invoke();
            return;
        }

        // Without its link the program runs no more; taking the event apart costs the kernel tens of milliseconds and nobody needs to wait.
        LinkClosing.Close(_link);
        PerfEventReaper.Close(_event);
    }
}
