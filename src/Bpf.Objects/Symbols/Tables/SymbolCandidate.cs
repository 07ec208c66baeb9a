namespace Bpf.Objects.Symbols.Tables;

/// <summary>A function of a file whose name matches a request.</summary>
internal readonly record struct SymbolCandidate(string Name, string? Version, bool IsDefaultVersion, bool IsWeak, bool IsIndirect, ulong Offset, ulong Size)
{
    /// <summary>Formats name, version and file offset for messages.</summary>
    public override string ToString()
        => $"{Name}{(Version is null ? "" : IsDefaultVersion ? $"@@{Version}" : $"@{Version}")} at 0x{Offset:x}{(IsIndirect ? " (indirect)" : "")}";
}
