namespace Bpf.Objects.Symbols.Tables;

/// <summary>A function of a file that has the name somebody asked for.</summary>
internal readonly record struct SymbolCandidate(string Name, string? Version, bool IsDefaultVersion, bool IsWeak, bool IsIndirect, ulong Offset, ulong Size)
{
    /// <summary>Name, version and file offset, as shown in errors.</summary>
    public override string ToString()
        => $"{Name}{(Version is null ? "" : IsDefaultVersion ? $"@@{Version}" : $"@{Version}")} at 0x{Offset:x}{(IsIndirect ? " (indirect)" : "")}";
}
