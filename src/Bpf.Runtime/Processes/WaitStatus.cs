namespace Bpf.Runtime.Processes;

/// <summary>Status of a child as returned by <c>waitpid</c>.</summary>
internal readonly struct WaitStatus(int value)
{
    /// <summary>True when the child exited by itself.</summary>
    public bool HasExited => (value & 0x7F) == 0;

    /// <summary>True when a signal killed the child.</summary>
    public bool WasKilled => !HasExited && !IsStopped;

    /// <summary>True when the child is stopped.</summary>
    public bool IsStopped => (value & 0xFF) == 0x7F;

    /// <summary>Signal that stopped it.</summary>
    public int StopSignal => (value >> 8) & 0xFF;

    /// <summary>Ptrace event behind the stop, 0 for none.</summary>
    public int Event => (value >> 16) & 0xFF;

    /// <summary>Exit code; for a killed child, 128 plus the signal number, as shells report it.</summary>
    public int ExitCode => HasExited ? (value >> 8) & 0xFF : 128 + (value & 0x7F);
}
