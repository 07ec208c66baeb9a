namespace Bpf.Profiling.Unwinding.Rows;

/// <summary>What is known about how to step from an address to its caller.</summary>
internal enum RowSearch
{
    /// <summary>The address is not in executable memory.</summary>
    NotCode,

    /// <summary>A row says it.</summary>
    Found,

    /// <summary>The address is in a stub of a runtime: code that may push a register or two, but has no frame.</summary>
    Stub,

    /// <summary>Nothing.</summary>
    Undescribed,
}
