namespace Bpf;

/// <summary>Events that the kernel itself counts (<c>enum perf_sw_ids</c>, include/uapi/linux/perf_event.h). Every machine has them.</summary>
public enum SoftwareEvent
{
    /// <summary>Nanoseconds of a CPU, or of a process while it runs (<c>PERF_COUNT_SW_CPU_CLOCK</c>); the usual event of a profiler.</summary>
    CpuClock = 0,

    /// <summary>Nanoseconds that a process runs (<c>PERF_COUNT_SW_TASK_CLOCK</c>).</summary>
    TaskClock = 1,

    /// <summary>Page faults (<c>PERF_COUNT_SW_PAGE_FAULTS</c>); the address of the sample is the address that faulted.</summary>
    PageFaults = 2,

    /// <summary>Switches from a thread to another (<c>PERF_COUNT_SW_CONTEXT_SWITCHES</c>).</summary>
    ContextSwitches = 3,

    /// <summary>Moves of a thread to another CPU (<c>PERF_COUNT_SW_CPU_MIGRATIONS</c>).</summary>
    CpuMigrations = 4,

    /// <summary>Page faults that needed no input or output (<c>PERF_COUNT_SW_PAGE_FAULTS_MIN</c>).</summary>
    MinorPageFaults = 5,

    /// <summary>Page faults that waited for input or output (<c>PERF_COUNT_SW_PAGE_FAULTS_MAJ</c>).</summary>
    MajorPageFaults = 6,

    /// <summary>Unaligned accesses that the kernel repaired (<c>PERF_COUNT_SW_ALIGNMENT_FAULTS</c>); x86-64 has none.</summary>
    AlignmentFaults = 7,

    /// <summary>Instructions that the kernel emulated (<c>PERF_COUNT_SW_EMULATION_FAULTS</c>).</summary>
    EmulationFaults = 8,

    /// <summary>Switches to a thread of another cgroup (<c>PERF_COUNT_SW_CGROUP_SWITCHES</c>, kernel 5.13).</summary>
    CgroupSwitches = 11,
}
