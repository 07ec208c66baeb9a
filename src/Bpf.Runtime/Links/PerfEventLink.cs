using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Links;

namespace Bpf.Runtime;

/// <summary>Attachment of a program to one perf event.</summary>
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

    /// <summary>Uprobes: the probed file; null for other events.</summary>
    public string? Path { get; internal init; }

    /// <summary>Uprobes: the symbols of the file; null for other events.</summary>
    internal BinarySymbols[]? Symbols { get; init; }

    /// <summary>Uprobes: probed offset in the file.</summary>
    public ulong Offset { get; internal init; }

    internal override IEnumerable<ProbedOffset> ProbedOffsets => Path is null || Symbols is null ? [] : [new ProbedOffset(Path, Symbols, Offset)];

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

        // Without its link the program no longer runs; releasing the event takes the kernel tens of milliseconds that nobody needs to wait for.
        LinkClosing.Close(_link);
        PerfEventReaper.Close(_event);
    }
}
