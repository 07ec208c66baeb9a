using Bpf.Runtime;

namespace Bpf.Symbols.Syscalls;

/// <summary>Errors about processes that cannot be inspected.</summary>
internal static class ProcessErrors
{
    private const string Inspect = "inspect process";

    /// <summary>The process does not exist.</summary>
    public static BpfException Missing(int processId, string operation = Inspect, Exception? cause = null)
        => new(operation, $"{processId}", Errno.ESRCH, "No process in the pid namespace of this one has this id, or it has exited.", cause);

    /// <summary>Its directory in procfs cannot be opened.</summary>
    public static BpfException Of(int processId, Errno error) => error is Errno.ENOENT or Errno.ESRCH ? Missing(processId)
        : new(Inspect, $"{processId}", error, error is Errno.EACCES or Errno.EPERM ? "Its files are visible only to its user or with CAP_SYS_PTRACE." : null);
}
