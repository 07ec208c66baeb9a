using Bpf.Objects.Symbols.Tables;

namespace Bpf.Symbols.Images;

/// <summary>A function on its way into a <see cref="FunctionIndex"/>.</summary>
internal struct FoundFunction
{
    public ulong Offset;

    /// <summary>The length in bytes, if necessary up to the next function.</summary>
    public uint Extent;

    public FunctionKind Kind;

    public NameSource Source;

    public int NameStart;

    public int NameLength;
}
