namespace Bpf.Symbols.DotNet.Contract;

/// <summary>Why the methods of a process are not read from its runtime's own structures.</summary>
internal enum DotNetProblem
{
    /// <summary>They are.</summary>
    None,

    /// <summary>The process does not run CoreCLR. It is not a .NET process, or was compiled with NativeAOT, or has not loaded the runtime yet.</summary>
    NoRuntime,

    /// <summary>The memory of the process may not be read; that needs its own user or CAP_SYS_PTRACE.</summary>
    NotReadable,

    /// <summary>The runtime is loaded, but has not started yet.</summary>
    NotStarted,

    /// <summary>The runtime is too old: it is neither described by itself nor by a table of this library.</summary>
    UnsupportedRuntime,

    /// <summary>The runtime describes structures or algorithms in versions that this library does not know.</summary>
    UnknownContract,

    /// <summary>The runtime's description of itself cannot be read.</summary>
    DamagedContract,
}
