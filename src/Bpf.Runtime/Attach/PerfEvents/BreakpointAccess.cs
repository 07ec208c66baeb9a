namespace Bpf.Runtime;

/// <summary>Accesses that a hardware breakpoint reacts to (include/uapi/linux/hw_breakpoint.h).</summary>
[Flags]
public enum BreakpointAccess
{
    /// <summary>Reads (<c>HW_BREAKPOINT_R</c>). x86-64 has none of reads alone: use <see cref="ReadWrite"/>.</summary>
    Read = 1,

    /// <summary>Writes (<c>HW_BREAKPOINT_W</c>).</summary>
    Write = 2,

    /// <summary>Reads and writes (<c>HW_BREAKPOINT_RW</c>).</summary>
    ReadWrite = Read | Write,

    /// <summary>The execution of an instruction (<c>HW_BREAKPOINT_X</c>), before it.</summary>
    Execute = 4,
}
