using Bpf.Runtime.Attach.Uprobes;
using Bpf.Runtime.Links;

namespace Bpf.Runtime;

/// <summary>Attachment of a program to any number of places in one file, in one link (kernel 6.6).</summary>
public sealed class UprobeMultiLink : Link
{
    private readonly BpfHandle _handle;
    private readonly UprobePlaces _places;
    private readonly bool _isSession;

    internal UprobeMultiLink(BpfHandle handle, UprobePlaces places, bool isSession)
    {
        _handle = handle;
        _places = places;
        _isSession = isSession;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.UprobeMulti;

    /// <inheritdoc/>
    public override string Target => _places.ToString();

    /// <summary>The link's descriptor.</summary>
    public BpfHandle Handle => _handle;

    /// <summary>The probed file.</summary>
    public string Path => _places.Path;

    /// <summary>The requested target in the file: function, pattern or offset.</summary>
    public string Subject => _places.Subject;

    /// <summary>The probed file offsets.</summary>
    public IReadOnlyList<ulong> Offsets => _places.Offsets;

    internal override IEnumerable<ProbedOffset> ProbedOffsets => Offsets.Select(offset => new ProbedOffset(Path, _places.Symbols, offset));

    /// <inheritdoc/>
    public override string ToString()
        => $"{(_isSession ? "uprobe_session" : "uprobe_multi")} {_places} ({_places.Offsets.Length} {(_places.Offsets.Length == 1 ? "offset" : "offsets")})";

    private protected override void Release() => LinkClosing.Close(_handle);
}
