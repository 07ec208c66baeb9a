namespace Bpf.Symbols;

/// <summary>What a process may do with a mapping.</summary>
[Flags]
public enum MappingAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read it.</summary>
    Read = 1,

    /// <summary>Write it.</summary>
    Write = 2,

    /// <summary>Execute it.</summary>
    Execute = 4,

    /// <summary>Writes are visible to other processes and reach the file.</summary>
    Shared = 8,
}
