namespace Bpf;

/// <summary>Which tasks of a cgroup <c>KernelIterators.TasksOf</c> visits (<c>CSS_TASK_ITER_*</c>, include/linux/cgroup.h).</summary>
[Flags]
public enum CgroupTaskScope : uint
{
    /// <summary>All threads.</summary>
    Threads = 0,

    /// <summary>The processes, each as its first thread.</summary>
    Processes = 1,

    /// <summary>With those of the threaded cgroups below it; only together with <see cref="Processes"/>.</summary>
    WithThreadedCgroups = 2,
}
