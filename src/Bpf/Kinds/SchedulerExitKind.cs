namespace Bpf;

/// <summary>Why a scheduler ended (<c>enum scx_exit_kind</c>).</summary>
public enum SchedulerExitKind
{
    /// <summary>It has not ended (<c>SCX_EXIT_NONE</c>).</summary>
    None = 0,

    /// <summary>It ended without a reason (<c>SCX_EXIT_DONE</c>).</summary>
    Done = 1,

    /// <summary>User space unregistered it, for example with <c>Detach</c> (<c>SCX_EXIT_UNREG</c>).</summary>
    Unregistered = 64,

    /// <summary>It ended itself (<c>SCX_EXIT_UNREG_BPF</c>).</summary>
    UnregisteredByProgram = 65,

    /// <summary>The kernel unregistered it (<c>SCX_EXIT_UNREG_KERN</c>).</summary>
    UnregisteredByKernel = 66,

    /// <summary>Someone pressed SysRq-S (<c>SCX_EXIT_SYSRQ</c>).</summary>
    SystemRequest = 67,

    /// <summary>The kernel ended it because of an error (<c>SCX_EXIT_ERROR</c>).</summary>
    Error = 1024,

    /// <summary>It reported an error (<c>SCX_EXIT_ERROR_BPF</c>).</summary>
    ErrorByProgram = 1025,

    /// <summary>A task that could run did not run for the time in <c>TimeoutMs</c> (<c>SCX_EXIT_ERROR_STALL</c>).</summary>
    Stall = 1026,
}
