namespace Bpf;

/// <summary>Which tasks <c>KernelIterators.Tasks</c> visits.</summary>
public enum TaskScope : uint
{
    /// <summary>The processes, each as its first thread (<c>BPF_TASK_ITER_ALL_PROCS</c>).</summary>
    Processes = 0,

    /// <summary>All threads (<c>BPF_TASK_ITER_ALL_THREADS</c>).</summary>
    Threads = 1,
}
